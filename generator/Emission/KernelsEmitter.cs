using Emo.Codegen.Emission.Kernels;

namespace Emo.Codegen.Emission;

/// <summary>The kernels of a network for one vector width.</summary>
internal static class KernelsEmitter
{
    public static string Emit(GeneratedTypes types, string model, KernelSet kernels, VectorWidth width, CancellationToken cancellation)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        SourceHeader.EmitNamespace(source);
        source.Line("using System;");
        source.Line("using System.Runtime.CompilerServices;");
        source.Line("using System.Runtime.Intrinsics;");
        source.Line("using System.Runtime.Intrinsics.X86;");
        source.Line("using Emo.CompilerServices;");
        source.Line($"using Floats = System.Runtime.Intrinsics.{width.Name}<float>;");
        source.Line($"using static System.Runtime.Intrinsics.{width.Name};");
        source.Line();
        source.Line($"/// <summary>The kernels of {model} with vectors of {width.Lanes} floats.</summary>");
        using (source.Block($"internal readonly unsafe struct {types.Kernels(width)} : {types.KernelInterface}"))
            kernels.Emit(source, width, cancellation);
        return source.ToString();
    }
}
