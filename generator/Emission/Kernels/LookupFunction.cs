namespace Emo.Codegen.Emission.Kernels;

/// <summary>For vectors of four lanes: eight numbers are two of them.</summary>
internal sealed record LookupFunction : Kernel
{
    public override string BaseName => "Lookup";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary("The numbers of a table of 8 that the lowest 3 bits of the index say.");
        using (writer.Function("float* table, Vector128<int> index"))
        {
            writer.Line("var place = index & Vector128.Create(3);");
            writer.Line("var isLow = Vector128.Equals(index & Vector128.Create(4), Vector128<int>.Zero).AsSingle();");
            writer.Line("return ConditionalSelect(isLow, ShuffleNative(Load(table), place), ShuffleNative(Load(table + 4), place));");
        }
    }
}
