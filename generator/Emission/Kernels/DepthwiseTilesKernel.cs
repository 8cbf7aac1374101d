namespace Emo.Codegen.Emission.Kernels;

/// <summary>Calls the tile of a depthwise convolution: those, and only those, that some layer needs.</summary>
internal sealed record DepthwiseTilesKernel : Kernel
{
    public override string BaseName => "DepthwiseTiles";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary("Tiles of some outputs of a row, one after the other.");
        using (writer.Method(
            "PanelOutput output, int kernel, int stride, int outputs, float* x, int stored, int ringRows, nint rowStride, nint xCell, nint cell, float* weights, int firstTap, int taps, " +
            "float* y, nint skip, int firstChannel, int endChannel, int tiles, float* constants"))
        {
            writer.Line("nint xTile = outputs * stride * xCell, yTile = outputs * cell;");
            using var cases = writer.Block("switch (output, kernel, stride, outputs)");
            foreach (var (output, tile) in writer.Drivers.OfType<DepthwiseKernel>().SelectMany(layer => Tiles(layer, writer.Width)).Distinct())
            {
                writer.Line($"case (PanelOutput.{output.Name}, {tile.Kernel}, {tile.Stride}, {tile.Outputs}):");
                writer.Line("    for (; tiles > 0; tiles--, x += xTile, y += yTile, skip += xTile - yTile)");
                writer.Line($"        {writer.Use(tile, output)}(x, stored, ringRows, rowStride, xCell, cell, weights, firstTap, taps, y, skip, firstChannel, endChannel, constants);");
                writer.Line("    break;");
            }

            writer.Line("default:");
            writer.Line("    throw new InvalidOperationException(\"No layer has such tiles.\");");
        }
    }

    private static IEnumerable<(OutputType Output, DepthwiseTileKernel Tile)> Tiles(DepthwiseKernel layer, VectorWidth width) =>
        Tiling.Of(layer.OutputWidth, width.DepthwiseOutputs(layer.Kernel)).Tiles.Select(tile => (layer.Output, new DepthwiseTileKernel(layer.Kernel, layer.Stride, tile.Size)));
}
