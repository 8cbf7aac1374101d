using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// The network: a method for each block, and what needs to know nothing of vectors, once for all targets, generic over the kernels that it
/// calls. The kernels are structs, for each of which the compiler makes code of its own: the calls are direct.
/// </summary>
internal static class NetworkEmitter
{
    private static readonly string[] s_runParameters =
        ["float* input", "float* weights", "float* arena", "float* output", "Worker worker", "BlockObservation observation"];

    /// <summary>Emits the network, and leaves in <paramref name="members"/> the kernels that every target has to have.</summary>
    /// <param name="types">The model's names.</param>
    /// <param name="plan">What to emit.</param>
    /// <param name="members">The members that the network uses; empty before.</param>
    /// <param name="cancellation">The user types on, and nobody waits for the text any more.</param>
    public static string Emit(GeneratedTypes types, ExecutionPlan plan, MemberSet members, CancellationToken cancellation)
    {
        var blocks = plan.Blocks.Select(block => new BlockEmitter(plan, block)).ToList();
        foreach (var callee in blocks.SelectMany(block => block.Callees))
            members.Use(callee);

        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        SourceHeader.EmitNamespace(source);
        SourceHeader.EmitUsings(source, types);
        source.Line();
        source.Summary($"{plan.Name}. Maps are rows of cells; a cell's channels are padded to {ChannelLayout.Lanes}.");
        using (source.Block($"internal static unsafe class {types.Network}<TKernels> where TKernels : {types.KernelInterface}"))
        {
            EmitRun(source, plan, blocks);
            foreach (var block in blocks)
            {
                cancellation.ThrowIfCancellationRequested();
                source.Line();
                block.Emit(source, callee => (callee.IsOfNetwork ? "" : "TKernels.") + members.Use(callee));
            }

            members.EmitNetwork(source, cancellation);
        }

        source.Line();
        EmitOutputs(source, types, members);
        source.Line();
        EmitInterface(source, types, members);
        return source.ToString();
    }

    private static void EmitRun(SourceWriter source, ExecutionPlan plan, List<BlockEmitter> blocks)
    {
        source.Summary($"The whole network: {plan.Input.Channels}x{plan.Input.Height}x{plan.Input.Width} planar input.");
        using var method = source.Block("public static void Run(", s_runParameters, ")");
        source.Line("float* constants = TKernels.Constants;");
        for (int i = 0; i < blocks.Count; i++)
        {
            source.Line(blocks[i].Call);
            ObservationEmitter.EmitCall(source, plan, plan.Blocks[i]);
        }
    }

    /// <summary>
    /// What becomes of sums, by names that drivers hand on: kernels choose by them the tile with the type argument of that name.
    /// </summary>
    private static void EmitOutputs(SourceWriter source, GeneratedTypes types, MemberSet members)
    {
        var pointwise = members.OfNetwork.OfType<PointwiseDriver>().Select(driver => driver.Output);
        var depthwise = members.OfNetwork.OfType<DepthwiseDriver>().Select(driver => driver.Output);
        source.Line("/// <summary>What becomes of the sums of a matrix product or a depthwise convolution.</summary>");
        using var body = source.Block($"internal enum {types.Outputs}");
        foreach (var output in pointwise.Concat(depthwise).Distinct().OrderBy(output => output.Name, StringComparer.Ordinal))
        {
            source.Summary(output.Formula);
            source.Line($"{output.Name},");
        }
    }

    private static void EmitInterface(SourceWriter source, GeneratedTypes types, MemberSet members)
    {
        source.Line("/// <summary>What the network calls, for one target.</summary>");
        using var body = source.Block($"internal unsafe interface {types.KernelInterface}");
        source.Line("static abstract int TileCells { get; }");
        source.Line("static abstract int DepthwiseOutputs(int kernelSize);");
        source.Line("static abstract float* Constants { get; }");
        foreach (var kernel in members.CalledByNetwork)
            source.List($"static abstract void {members.Use(kernel)}(", kernel.Signature.Declarations, ");");
    }
}
