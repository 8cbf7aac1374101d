using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Rows of cells to the caller's planar map, by blocks of cells of a cache line of each plane.</summary>
internal sealed record PlanarOutputDriver(MapLayout Source) : Driver<MapArguments>
{
    private const int Block = ChannelLayout.Lanes;

    public override string BaseName => $"ToPlanar{Source.Channels}x{Source.Height * Source.Width}";

    public override void Emit(MemberWriter writer)
    {
        int stride = Source.CellStride;
        bool isOneLine = Source.Padding == 0;
        int lines = isOneLine ? 1 : Source.Height;
        int lineCells = isOneLine ? Source.Height * Source.Width : Source.Width;
        int blocks = (lineCells + Block - 1) / Block;
        using (writer.Method(this, $"{Source.Height}x{Source.Width} cells of {stride} to {Source.Channels} planes."))
        {
            writer.Line($"int end = worker.End({lines * blocks});");
            using var loop = writer.Block($"for (int unit = worker.First({lines * blocks}); unit < end; unit++)");
            writer.Line($"int line = unit / {blocks}, cell = unit % {blocks} * {Block};");
            writer.Line($"int count = Math.Min({Block}, {lineCells} - cell);");
            writer.Line($"float* source = x + line * {Source.RowStride} + (cell + {Source.Padding}) * {stride};");
            writer.Line($"float* target = y + line * {lineCells} + cell;");
            using (writer.Times("c", Source.Channels, $"source++, target += {Code.Text(Source.Height * Source.Width)}"))
            using (writer.Block("for (int i = 0; i < count; i++)"))
                writer.Line($"target[i] = source[i * {stride}];");
        }
    }
}
