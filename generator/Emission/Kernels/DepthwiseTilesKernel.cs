using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Calls the tile of a depthwise convolution: those, and only those, that some layer needs.</summary>
internal sealed record DepthwiseTilesKernel : Kernel<DepthwiseTilesKernel.Arguments>
{
    public override string BaseName => "DepthwiseTiles";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, "Tiles of some outputs of a row, one after the other."))
        {
            writer.Line("nint xTile = outputs * stride * xCell, yTile = outputs * cell;");
            using var cases = writer.Block("switch (output, kernelSize, stride, outputs)");
            var layers = writer.NetworkMembers.OfType<DepthwiseDriver>();
            foreach (var (output, tile) in layers.SelectMany(layer => Tiles(layer, writer.Target)).Distinct())
                EmitCase(writer, output, tile);
            writer.Line("default:");
            writer.Line("    throw new InvalidOperationException(\"No layer has such tiles.\");");
        }
    }

    private static void EmitCase(MemberWriter writer, OutputType output, DepthwiseTile tile)
    {
        using var lines = writer.Indent($"case ({output.Value.Text}, {tile.KernelSize}, {tile.Stride}, {tile.Outputs}):");
        using (writer.Indent("for (; tiles > 0; tiles--, x += xTile, y += yTile, skip += xTile - yTile)"))
            writer.Call(tile, output, Signature.Of<DepthwiseTile.Arguments>());
        writer.Line("break;");
    }

    private static IEnumerable<(OutputType Output, DepthwiseTile Tile)> Tiles(DepthwiseDriver layer, VectorTarget target) =>
        from run in Tiling.Of(layer.Target.Width, target.DepthwiseOutputs(layer.Geometry.KernelSize)).Runs()
        select (layer.Output, new DepthwiseTile(layer.Geometry.KernelSize, layer.Geometry.Stride, run.Size));

    /// <param name="Output">What becomes of the sums.</param>
    /// <param name="KernelSize">Taps of a row.</param>
    /// <param name="Stride">From an output to the next, in input cells.</param>
    /// <param name="Outputs">Outputs of a tile.</param>
    /// <param name="Tiles">How many tiles.</param>
    /// <param name="First">The first tile's.</param>
    internal sealed record Arguments(
        OutputExpression Output, Int KernelSize, Int Stride, Int Outputs, Int Tiles, DepthwiseTile.Arguments First) : Signature;
}
