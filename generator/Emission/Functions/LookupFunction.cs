namespace Emo.Codegen.Emission;

/// <summary>A table of eight numbers by an index for each lane. With vectors of four lanes the table is two of them.</summary>
internal sealed record LookupFunction : Member
{
    public override string BaseName => "Lookup";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary("The numbers of a table of 8 that the lowest 3 bits of the index say.");
        if (writer.Lanes >= Constant.TableSize)
        {
            string vector = writer.Target.Name;
            using var wide = writer.Function("Floats", "Floats table", $"{vector}<int> index");
            writer.Line("// The instruction ignores the other bits, and its emulation, where there is no such instruction, does not.");
            string low = $"index & {vector}.Create({Constant.TableSize - 1})";
            writer.Line($"return ShuffleNative(table, {vector}.IsHardwareAccelerated ? index : {low});");
            return;
        }

        using (writer.Function("Floats", "float* table", "Vector128<int> index"))
        {
            writer.Line("var place = index & Vector128.Create(3);");
            writer.Line("var isLow = Vector128.Equals(index & Vector128.Create(4), Vector128<int>.Zero).AsSingle();");
            writer.Line("return ConditionalSelect(isLow, ShuffleNative(Load(table), place), ShuffleNative(Load(table + 4), place));");
        }
    }
}
