namespace Emo.Codegen.Emission.Kernels;

/// <summary>Calls the tile of a panel for the parts that a panel is cut into: those, and only those, that some layer needs.</summary>
internal sealed record PanelTilesKernel : Kernel
{
    public override string BaseName => "PanelTiles";

    public override void Emit(KernelWriter writer)
    {
        int most = writer.Width.PointwiseVectors;
        writer.Summary($"Lines of tiles of some cells, times a panel in parts of at most {most} vectors, as equal as they can be.");
        using (writer.Method(
            "PanelOutput output, int cells, float* x, nint xCell, nint xLine, float* panel, nint inputs, int panelWidth, float* bias, " +
            "float* y, nint yCell, nint yLine, nint skip, int lines, int tiles, float* constants"))
        {
            writer.Line($"int vectors = panelWidth / {writer.Lanes};");
            writer.Line($"int parts = (vectors + {most - 1}) / {most};");
            using var loop = writer.Block("for (int part = 0; part < parts; part++)");
            writer.Line("int size = part < vectors % parts ? vectors / parts + 1 : vectors / parts;");
            using (writer.Block("switch (output, cells, size)"))
                EmitCases(writer);
            writer.Line($"panel += size * {writer.Lanes};");
            writer.Line($"bias += size * {writer.Lanes};");
            writer.Line($"y += size * {writer.Lanes};");
        }
    }

    private static void EmitCases(KernelWriter writer)
    {
        foreach (var (output, cells, vectors) in writer.Drivers.OfType<PointwiseKernel>().SelectMany(layer => Tiles(layer, writer.Width)).Distinct())
        {
            writer.Line($"case (PanelOutput.{output.Name}, {cells}, {vectors}):");
            writer.Line($"    {writer.Use(new PanelKernel(cells, vectors), output)}(x, xCell, xLine, panel, inputs, panelWidth, bias, y, yCell, yLine, skip, lines, tiles, constants);");
            writer.Line("    break;");
        }

        writer.Line("default:");
        writer.Line("    throw new InvalidOperationException(\"No layer has such tiles.\");");
    }

    private static IEnumerable<(OutputType Output, int Cells, int Vectors)> Tiles(PointwiseKernel layer, VectorWidth width) =>
        from cells in Tiling.Of(layer.LineCells, width.PointwiseRows).Tiles
        from panel in layer.PanelWidths
        from part in Tiling.Of(panel / width.Lanes, width.PointwiseVectors).Tiles
        select (layer.Output, cells.Size, part.Size);
}
