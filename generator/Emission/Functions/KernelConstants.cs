namespace Emo.Codegen.Emission;

/// <summary>
/// How the kernels of a target get at constants: from the table, or from registers, for functions that are called for one vector after the
/// other.
/// </summary>
internal sealed class KernelConstants(MemberWriter writer, ConstantTable table)
{
    private List<Constant> _held = [];

    /// <summary>What a method takes that calls functions of vectors.</summary>
    public IReadOnlyList<string> Parameters =>
        HoldsAny ? [$"{writer.Use(new HeldType())} held", "float* constants"] : ["float* constants"];

    /// <summary>What it passes on.</summary>
    public IReadOnlyList<string> Arguments => HoldsAny ? ["held", "constants"] : ["constants"];

    public bool HoldsAny => Places > 0;

    private int Places => writer.Target.Tiles.HeldConstants;

    /// <summary>From here on the constants that the function holds are in registers.</summary>
    public void Hold(VectorFunction function) => _held = HeldBy(function);

    /// <summary>A vector of a number, or a table.</summary>
    public string Load(Constant constant)
    {
        int held = _held.IndexOf(constant);
        return held >= 0 ? $"held.{HeldType.Field(held)}" : FromTable(constant);
    }

    /// <summary>For each lane the number of a table that the lowest bits of the index's lane say.</summary>
    public string Lookup(Constant constant, string index) =>
        $"{writer.Use(new LookupFunction())}({(writer.Lanes < Constant.TableSize ? Address(constant) : Load(constant))}, {index})";

    /// <summary>What a function holds, to be loaded before it is called again and again.</summary>
    public string HeldFor(VectorFunction? function)
    {
        var fields = HeldBy(function).Select((constant, i) => $"{HeldType.Field(i)} = {FromTable(constant)}").ToList();
        return fields.Count == 0 ? "default" : $"new() {{ {string.Join(", ", fields)} }}";
    }

    private List<Constant> HeldBy(VectorFunction? function) => function is null ? [] : [.. function.Constants.Take(Places)];

    private string FromTable(Constant constant) => constant.IsTable
        ? $"Load({Address(constant)})"
        : $"Create({Code.Index("constants", table.Place(constant, writer.Target))})";

    private string Address(Constant constant) => Code.At("constants", table.Place(constant, writer.Target));
}
