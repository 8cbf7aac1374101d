namespace Emo.Codegen.Emission;

/// <summary>The file of a target with the members that the assembly's models share: those that some model uses, each once.</summary>
internal static class SharedEmitter
{
    /// <summary>No class name gives a model's type this name: those end with a letter or a digit in front of the target's.</summary>
    public static string TypeName(VectorTarget target) => $"Tiles_{target.Name}";

    public static string Emit(VectorTarget target, IEnumerable<SharedMember> members)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        SourceHeader.EmitNamespace(source);
        SourceHeader.EmitUsings(source);
        KernelsEmitter.EmitTargetUsings(source, target);
        source.Line();
        source.Summary($"What the kernels of all models have in common, with vectors of {target.Lanes} floats.");
        using (source.Block($"internal static unsafe class {TypeName(target)}"))
        {
            foreach (var member in members)
            {
                source.Text(member.Text);
                source.Line();
            }

            EmitConstants(source, SharedMembers.ConstantsOf(target));
        }

        return source.ToString();
    }

    private static void EmitConstants(SourceWriter source, ConstantTable constants)
    {
        source.Summary(
            "What the functions of vectors load. Kernels load them where they need them: " +
            "as constants in the code they would push sums out of the registers.");
        source.List(
            "public static float* Constants { get; } = ConstantMemory.Of(new float[] { ",
            [.. constants.Floats.Select(Code.Literal)],
            " });");
    }
}
