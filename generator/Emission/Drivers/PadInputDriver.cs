using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Copies the input lines that some rows of the stem convolution read, with zeros around the picture.</summary>
internal sealed record PadInputDriver(PaddedInput Lines) : Driver<PadInputDriver.Arguments>
{
    public override string BaseName => "PadInput";

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Input lines for rows of the stem convolution: [{Lines.Channels}][{Lines.Lines}][{Lines.LineFloats}], " +
            $"{Lines.Padding} zero(s) around the {Lines.Height}x{Lines.Width} picture.";
        using (writer.Method(this, summary))
        {
            writer.Line($"int top = firstRow * {Lines.Stride} - {Lines.Padding};");
            writer.Line($"int lines = (rows - 1) * {Lines.Stride} + {Lines.KernelSize};");
            writer.Line($"int end = worker.End({Lines.Channels} * lines);");
            using (writer.Block($"for (int unit = worker.First({Lines.Channels} * lines); unit < end; unit++)"))
            {
                writer.Line("int channel = unit / lines, i = unit % lines;");
                writer.Line(
                    $"var line = new Span<float>(padded + (channel * {Lines.Lines} + i) * {Lines.LineFloats}, {Lines.LineFloats});");
                writer.Line("int y = top + i;");
                using (writer.Block($"if (y < 0 || y >= {Lines.Height})"))
                {
                    writer.Line("line.Clear();");
                    writer.Line("continue;");
                }

                writer.Line();
                writer.Line(
                    $"var picture = new ReadOnlySpan<float>(input + (channel * {Lines.Height} + y) * {Lines.Width}, {Lines.Width});");
                writer.Line($"line.Slice(0, {Lines.PictureStart}).Clear();");
                writer.Line($"picture.CopyTo(line.Slice({Lines.PictureStart}));");
                writer.Line($"line.Slice({Lines.PictureStart + Lines.Width}).Clear();");
            }
        }
    }

    internal sealed record Arguments(FloatPointer Input, FloatPointer Padded, Int FirstRow, Int Rows, WorkerExpression Worker) : Signature;
}
