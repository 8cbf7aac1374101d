namespace Emo.Codegen.Emission;

/// <summary>The kernels of a network for one target.</summary>
internal static class KernelsEmitter
{
    public static string Emit(GeneratedTypes types, string model, MemberSet members, VectorTarget target, CancellationToken cancellation)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        SourceHeader.EmitNamespace(source);
        SourceHeader.EmitUsings(source, types);
        EmitTargetUsings(source, target);
        source.Line($"using static global::{SourceHeader.Namespace}.{SharedEmitter.TypeName(target)};");
        source.Line();
        source.Line($"/// <summary>The kernels of {model} with vectors of {target.Lanes} floats.</summary>");
        using (source.Block($"internal readonly unsafe struct {types.Kernels(target)} : {types.KernelInterface}"))
        {
            members.EmitTarget(source, target, cancellation);
            source.Line();
            EmitTileSizes(source, members, target);
            source.Line();
            source.Line("/// <summary>What the functions of vectors load.</summary>");
            source.Line($"public static float* Constants => {SharedEmitter.TypeName(target)}.Constants;");
        }

        return source.ToString();
    }

    public static void EmitTargetUsings(SourceWriter source, VectorTarget target)
    {
        if (target.HasLaneFactors)
            source.Line("using global::System.Runtime.Intrinsics.Arm;");
        source.Line("using global::System.Runtime.Intrinsics.X86;");
        source.Line($"using Floats = global::System.Runtime.Intrinsics.{target.Name}<{target.Element.Name}>;");
        source.Line($"using static global::System.Runtime.Intrinsics.{target.Name};");
    }

    private static void EmitTileSizes(SourceWriter source, MemberSet members, VectorTarget target)
    {
        source.Line("/// <summary>The most cells of a tile of a matrix product.</summary>");
        source.Line($"public static int TileCells => {target.Tiles.ProductCells};");
        source.Line();
        source.Summary("The most outputs of a tile of a depthwise convolution: they, and the taps of a row, have to fit the registers.");
        using (source.Block("public static int DepthwiseOutputs(int kernelSize) => kernelSize switch"))
        {
            var sizes = members.OfNetwork.OfType<DepthwiseDriver>().Select(driver => driver.Geometry.KernelSize).Distinct();
            foreach (int size in sizes.OrderBy(size => size))
                source.Line($"{size} => {target.DepthwiseOutputs(size)},");
            source.Line("_ => throw new ArgumentOutOfRangeException(\"kernelSize\", kernelSize, \"No layer has this kernel size.\"),");
        }

        source.Line(";");
    }
}
