using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// The network: a method for each block, and what needs to know nothing of vectors, once for all vector widths, generic over the kernels that it calls.
/// The kernels are structs, for each of which the compiler makes code of its own: the calls are direct.
/// </summary>
internal sealed class NetworkEmitter
{
    private readonly GeneratedTypes _types;
    private readonly SourceWriter _source = new();

    /// <param name="types">The model's names.</param>
    /// <param name="plan">What to emit.</param>
    /// <param name="kernels">Collects the kernels that the network calls.</param>
    /// <param name="cancellation">The user types on, and nobody waits for the text any more.</param>
    public NetworkEmitter(GeneratedTypes types, ExecutionPlan plan, KernelSet kernels, CancellationToken cancellation)
    {
        _types = types;
        SourceHeader.EmitKernels(_source);
        SourceHeader.EmitNamespace(_source);
        _source.Line("using System;");
        _source.Line("using System.Runtime.CompilerServices;");
        _source.Line("using System.Runtime.Intrinsics;");
        _source.Line("using Emo.CompilerServices;");
        _source.Line();
        _source.Line($"/// <summary>{plan.Name}. Maps are rows of cells; a cell's channels are padded to 16.</summary>");
        using var type = _source.Block($"internal static unsafe class {types.Network}<TKernels> where TKernels : {types.KernelInterface}");
        var blocks = plan.Blocks.Select(block => new BlockEmitter(plan, block)).ToList();
        EmitRun(plan, blocks);
        foreach (var block in blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            _source.Line();
            block.Emit(_source, kernels);
        }

        kernels.EmitDrivers(_source, cancellation);
    }

    /// <summary>The source, with the interface of the kernels that the network calls.</summary>
    public string Finish(IEnumerable<string> signatures)
    {
        _source.Line();
        _source.Line("/// <summary>What the network calls, for one vector width.</summary>");
        using (_source.Block($"internal unsafe interface {_types.KernelInterface}"))
        {
            _source.Line("static abstract int TileCells { get; }");
            _source.Line("static abstract int DepthwiseOutputs(int kernel);");
            _source.Line("static abstract float* Constants { get; }");
            foreach (string signature in signatures)
                _source.Line($"static abstract void {signature};");
        }

        return _source.ToString();
    }

    private void EmitRun(ExecutionPlan plan, List<BlockEmitter> blocks)
    {
        _source.Line($"/// <summary>The whole network: {plan.Input.Channels}x{plan.Input.Height}x{plan.Input.Width} planar input.</summary>");
        using var method = _source.Block("public static void Run(float* input, float* weights, float* arena, float* output, Worker worker, BlockObservation observation)");
        _source.Line("float* constants = TKernels.Constants;");
        for (int i = 0; i < blocks.Count; i++)
        {
            _source.Line(blocks[i].Call);
            _source.Line(ObservationEmitter.Call(plan, plan.Blocks[i]));
        }
    }
}
