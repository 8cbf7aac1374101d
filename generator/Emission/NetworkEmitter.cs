using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The network for one vector width: a method for each block, then the kernels that they call.</summary>
internal static class NetworkEmitter
{
    public static string Emit(ModelTarget target, ExecutionPlan plan, VectorWidth width, CancellationToken cancellation = default)
    {
        var source = new SourceWriter();
        string network = $"{target.PlainName}{width.Name}";
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, target))
        {
            source.Line($"static unsafe partial void {EntryPoint(width)}(float* input, float* weights, float* arena, float* output, global::Emo.CompilerServices.Worker worker, global::Emo.CompilerServices.BlockObservation observation) =>");
            source.Line($"    global::{SourceHeader.Namespace}.{network}.Run(input, weights, arena, output, worker, observation);");
        }

        source.Line();
        using (source.Block($"namespace {SourceHeader.Namespace}"))
        {
            source.Line("using System;");
            source.Line("using System.Runtime.CompilerServices;");
            source.Line("using System.Runtime.Intrinsics;");
            source.Line("using Emo.CompilerServices;");
            source.Line($"using Floats = System.Runtime.Intrinsics.{width.Name}<float>;");
            source.Line($"using Simd = System.Runtime.Intrinsics.{width.Name};");
            source.Line();
            source.Line($"/// <summary>{plan.Name} with vectors of {width.Lanes} floats. Maps are rows of cells; a cell's channels are padded to 16.</summary>");
            using (source.Block($"file static unsafe class {network}"))
                EmitNetwork(source, plan, width, cancellation);
        }

        return source.ToString();
    }

    /// <summary>The partial method of the model's class that the file for a width implements.</summary>
    public static string EntryPoint(VectorWidth width) => $"Run{width.Name}";

    private static void EmitNetwork(SourceWriter source, ExecutionPlan plan, VectorWidth width, CancellationToken cancellation)
    {
        var blocks = plan.Blocks.Select(block => new BlockEmitter(plan, block)).ToList();
        source.Line($"/// <summary>The whole network: {plan.Input.Channels}x{plan.Input.Height}x{plan.Input.Width} planar input.</summary>");
        using (source.Block("public static void Run(float* input, float* weights, float* arena, float* output, Worker worker, BlockObservation observation)"))
        {
            using var pinned = source.Block("fixed (float* constants = s_constants)");
            for (int i = 0; i < blocks.Count; i++)
            {
                source.Line(blocks[i].Call);
                source.Line(ObservationEmitter.Call(plan, plan.Blocks[i]));
            }
        }

        var kernels = new KernelSet();
        foreach (var block in blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Line();
            block.Emit(source, kernels);
        }

        kernels.Emit(source, width);
    }
}
