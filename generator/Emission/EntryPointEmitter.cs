namespace Emo.Codegen.Emission;

/// <summary>The partial methods of the model's class that run the network, one a vector width.</summary>
internal static class EntryPointEmitter
{
    private const string Parameters =
        "float* input, float* weights, float* arena, float* output, global::Emo.CompilerServices.Worker worker, global::Emo.CompilerServices.BlockObservation";

    private const string Arguments = "input, weights, arena, output, worker, observation";

    /// <summary>Which method runs, and their declarations.</summary>
    public static void EmitDeclarations(SourceWriter source)
    {
        using (source.Block($"private static unsafe void Run({Parameters}? observation)"))
        {
            var last = VectorWidth.All[VectorWidth.All.Length - 1];
            foreach (var width in VectorWidth.All)
            {
                source.Line(width == last
                    ? "else"
                    : $"{(width == VectorWidth.All[0] ? "if" : "else if")} (global::System.Runtime.Intrinsics.{width.Name}.IsHardwareAccelerated)");
                source.Line($"    {Method(width)}({Arguments});");
            }
        }

        source.Line();
        foreach (var width in VectorWidth.All)
            source.Line($"static unsafe partial void {Method(width)}({Parameters}? observation);");
    }

    public static string Emit(ModelTarget target, GeneratedTypes types)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, target))
        {
            foreach (var width in VectorWidth.All)
            {
                source.Line($"static unsafe partial void {Method(width)}({Parameters} observation) =>");
                source.Line($"    global::{SourceHeader.Namespace}.{types.Network}<global::{SourceHeader.Namespace}.{types.Kernels(width)}>.Run({Arguments});");
            }
        }

        return source.ToString();
    }

    private static string Method(VectorWidth width) => $"Run{width.Name}";
}
