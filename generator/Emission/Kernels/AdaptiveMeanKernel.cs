using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Means over a grid of cells, whose rows are floor(i * in / out) to ceil((i + 1) * in / out), columns alike: neighbours may
/// share some. Sums in two levels, as one long sum would lose digits.
/// </summary>
internal sealed record AdaptiveMeanKernel(MapLayout Source, MapLayout Target) : Kernel<MapArguments>
{
    public override string BaseName => $"Mean{Source.Height}x{Source.Width}To{Target.Height}x{Target.Width}";

    public override void Emit(MemberWriter writer)
    {
        int vectors = Target.CellStride / ChannelLayout.Lanes;
        int units = Target.Height * Target.Width * vectors;
        string summary =
            $"Means of {Source.Height}x{Source.Width} cells of {Source.CellStride} over a grid of {Target.Height}x{Target.Width}. " +
            "A sum for each row first.";
        using (writer.Method(this, summary))
        {
            writer.Line($"int end = worker.End({units}); // cells, {ChannelLayout.Lanes} channels of them");
            using var loop = writer.Block($"for (int unit = worker.First({units}); unit < end; unit++)");
            writer.Line($"int row = unit / {vectors * Target.Width}, column = unit / {vectors} % {Target.Width};");
            writer.Line($"int channel = unit % {vectors} * {ChannelLayout.Lanes};");
            writer.Line($"int top = {Start("row", Source.Height, Target.Height)}, bottom = {End("row", Source.Height, Target.Height)};");
            writer.Line($"int left = {Start("column", Source.Width, Target.Width)}, right = {End("column", Source.Width, Target.Width)};");
            writer.Line("Floats count = Create((float)((bottom - top) * (right - left)));");
            writer.Line($"float* target = y + row * {Target.RowStride} + (column + {Target.Padding}) * {Target.CellStride};");
            if (writer.Lanes == ChannelLayout.Lanes)
                EmitMean(writer, "channel");
            else
                EmitMeans(writer);
        }
    }

    private void EmitMeans(MemberWriter writer)
    {
        using (writer.Block($"for (int c = channel; c < channel + {ChannelLayout.Lanes}; c += {writer.Lanes})"))
            EmitMean(writer, "c");
    }

    private void EmitMean(MemberWriter writer, string channel)
    {
        writer.Line("Floats total = Floats.Zero;");
        using (writer.Block("for (int i = top; i < bottom; i++)"))
        {
            writer.Line("Floats sum = Floats.Zero;");
            writer.Line($"float* line = x + i * {Code.Text(Source.RowStride)} + {channel};");
            using (writer.Block("for (int j = left; j < right; j++)"))
                writer.Line($"sum += Load(line + (j + {Source.Padding}) * {Source.CellStride});");
            writer.Line("total += sum;");
        }

        writer.Line($"(total / count).Store(target + {channel});");
    }

    private static FormattableString Start(string index, int size, int cells) => $"{index} * {size} / {cells}";

    private static FormattableString End(string index, int size, int cells) => $"(({index} + 1) * {size} + {cells - 1}) / {cells}";
}
