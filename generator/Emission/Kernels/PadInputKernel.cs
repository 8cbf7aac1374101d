using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Copies the input lines that some rows of the stem convolution read, with zeros around the picture.</summary>
internal sealed record PadInputKernel(PadInputStep Step) : Driver
{
    public override string BaseName => "PadInput";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Input lines for rows of the stem convolution: [{Step.Channels}][{Step.StoredRows}][{Step.LineFloats}], " +
            $"{Step.Padding} zero(s) around the {Step.Height}x{Step.Width} picture.");
        using (writer.Method("float* input, float* padded, int firstRow, int rows, Worker worker"))
        {
            writer.Line($"int top = firstRow * {Step.Stride} - {Step.Padding};");
            writer.Line($"int lines = (rows - 1) * {Step.Stride} + {Step.Kernel};");
            writer.Line($"int end = worker.End({Step.Channels} * lines);");
            using (writer.Block($"for (int unit = worker.First({Step.Channels} * lines); unit < end; unit++)"))
            {
                writer.Line("int channel = unit / lines, i = unit % lines;");
                writer.Line($"var line = new Span<float>(padded + (channel * {Step.StoredRows} + i) * {Step.LineFloats}, {Step.LineFloats});");
                writer.Line("int y = top + i;");
                using (writer.Block($"if (y < 0 || y >= {Step.Height})"))
                {
                    writer.Line("line.Clear();");
                    writer.Line("continue;");
                }

                writer.Line();
                writer.Line($"line.Slice(0, {Step.PictureStart}).Clear();");
                writer.Line($"new ReadOnlySpan<float>(input + (channel * {Step.Height} + y) * {Step.Width}, {Step.Width}).CopyTo(line.Slice({Step.PictureStart}));");
                writer.Line($"line.Slice({Step.PictureStart + Step.Width}).Clear();");
            }
        }
    }
}
