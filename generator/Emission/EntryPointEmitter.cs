namespace Emo.Codegen.Emission;

/// <summary>The partial methods of the model's class that run the network, one a target.</summary>
internal static class EntryPointEmitter
{
    private const string Observation = "global::Emo.CompilerServices.BlockObservation";

    private static readonly string[] s_arguments = ["input", "weights", "arena", "output", "worker", "observation"];

    private static readonly string[] s_parameters =
        ["float* input", "float* weights", "float* arena", "float* output", "global::Emo.CompilerServices.Worker worker"];

    /// <summary>
    /// Which method runs, and their declarations. The last one needs no question: 128 bits run on every machine, and where the project
    /// leaves them out, Load refuses the machines that have none of its widths.
    /// </summary>
    public static void EmitDeclarations(SourceWriter source, IReadOnlyList<VectorTarget> targets)
    {
        using (source.Block("private static unsafe void Run(", [.. s_parameters, $"{Observation}? observation"], ")"))
        {
            for (int i = 0; i < targets.Count - 1; i++)
            {
                string branch = i == 0 ? "if" : "else if";
                source.Line($"{branch} (global::System.Runtime.Intrinsics.{targets[i].Name}.IsHardwareAccelerated)");
                using (source.Indent())
                    source.List($"{Method(targets[i])}(", s_arguments, ");");
            }

            if (targets.Count > 1)
                source.Line("else");
            using (targets.Count > 1 ? source.Indent() : SourceWriter.NoBlock())
                source.List($"{Method(targets[targets.Count - 1])}(", s_arguments, ");");
        }

        source.Line();
        foreach (var target in targets)
            source.List($"static unsafe partial void {Method(target)}(", [.. s_parameters, $"{Observation}? observation"], ");");
    }

    public static string Emit(ModelTarget model, GeneratedTypes types, IReadOnlyList<VectorTarget> targets)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, model))
        {
            foreach (var target in targets)
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
