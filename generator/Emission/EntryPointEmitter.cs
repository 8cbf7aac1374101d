namespace Emo.Codegen.Emission;

/// <summary>The partial methods of the model's class that run the network, one a target.</summary>
internal static class EntryPointEmitter
{
    private const string Observation = "global::Emo.CompilerServices.BlockObservation";

    private static readonly string[] s_arguments = ["input", "weights", "arena", "output", "worker", "observation"];

    private static readonly string[] s_parameters =
        ["float* input", "float* weights", "float* arena", "float* output", "global::Emo.CompilerServices.Worker worker"];

    /// <summary>Which method runs, and their declarations.</summary>
    public static void EmitDeclarations(SourceWriter source)
    {
        using (source.Block("private static unsafe void Run(", [.. s_parameters, $"{Observation}? observation"], ")"))
        {
            var last = VectorTarget.All[VectorTarget.All.Count - 1];
            foreach (var target in VectorTarget.All)
            {
                string branch = target == VectorTarget.All[0] ? "if" : "else if";
                source.Line(target == last
                    ? "else"
                    : $"{branch} (global::System.Runtime.Intrinsics.{target.Name}.IsHardwareAccelerated)");
                using (source.Indent())
                    source.List($"{Method(target)}(", s_arguments, ");");
            }
        }

        source.Line();
        foreach (var target in VectorTarget.All)
            source.List($"static unsafe partial void {Method(target)}(", [.. s_parameters, $"{Observation}? observation"], ");");
    }

    public static string Emit(ModelTarget model, GeneratedTypes types)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, model))
        {
            foreach (var target in VectorTarget.All)
            {
                string network = $"{SourceHeader.Namespace}.{types.Network}<global::{SourceHeader.Namespace}.{types.Kernels(target)}>";
                source.List($"static unsafe partial void {Method(target)}(", [.. s_parameters, $"{Observation} observation"], ") =>");
                using (source.Indent())
                    source.List($"global::{network}.Run(", s_arguments, ");");
            }
        }

        return source.ToString();
    }

    private static string Method(VectorTarget target) => $"Run{target.Name}";
}
