namespace Emo.Codegen.Emission;

/// <summary>Calls the tile of a panel for the parts that a panel is cut into: those, and only those, that some layer needs.</summary>
internal sealed record PanelTilesKernel : Kernel<PanelTilesKernel.Arguments>
{
    public override string BaseName => "PanelTiles";

    public override void Emit(MemberWriter writer)
    {
        int most = writer.Target.Tiles.ProductVectors;
        string summary = $"Lines of tiles of some cells, times a panel in parts of at most {most} vectors, as equal as they can be.";
        using (writer.Method(this, summary))
        {
            writer.Line($"var parts = Tiling.Of((int)panelWidth / {writer.Lanes}, {most});");
            using var loop = writer.Block("for (int part = 0; part < parts.Count; part++)");
            writer.Line("int vectors = parts.SizeOf(part);");
            using (writer.Block("switch (output, cells, vectors)"))
                EmitCases(writer);
            writer.Line($"panel += vectors * {writer.Lanes};");
            writer.Line($"bias += vectors * {writer.Lanes};");
            writer.Line($"y += vectors * {writer.Lanes};");
        }
    }

    private static void EmitCases(MemberWriter writer)
    {
        var layers = writer.NetworkMembers.OfType<PointwiseDriver>();
        foreach (var (output, tile) in layers.SelectMany(layer => Tiles(layer, writer.Target)).Distinct())
        {
            using var lines = writer.Indent($"case ({output.Value.Text}, {tile.Cells}, {tile.Vectors}):");
            writer.Call(tile, output, Signature.Of<PanelTile.Arguments>());
            writer.Line("break;");
        }

        writer.Line("default:");
        writer.Line("    throw new InvalidOperationException(\"No layer has such tiles.\");");
    }

    private static IEnumerable<(OutputType Output, PanelTile Tile)> Tiles(PointwiseDriver layer, VectorTarget target) =>
        from cells in target.CellTiles(layer.LineCells).Runs()
        from panel in layer.PanelWidths
        from part in target.PanelParts(panel).Runs()
        select (layer.Output, new PanelTile(cells.Size, part.Size));

    /// <param name="Output">What becomes of the sums.</param>
    /// <param name="Cells">Cells of a tile.</param>
    /// <param name="First">Those of the first part of the panel.</param>
    internal sealed record Arguments(OutputExpression Output, Int Cells, PanelTile.Arguments First) : Signature;
}
