namespace Emo.Codegen.Emission;

/// <summary>Stores the first lanes of a vector and touches nothing behind them.</summary>
internal sealed record StoreLowFunction(int Count) : Member
{
    public override string BaseName => $"StoreLow{Count}";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary($"Stores the first {Count} lane(s).");
        using (writer.Function("void", "Floats value", "float* target"))
            EmitStores(writer, "value", writer.Lanes, Count, 0);
    }

    private static void EmitStores(MemberWriter writer, string value, int lanes, int count, int offset)
    {
        int half = lanes / 2;
        if (count == lanes)
        {
            writer.Line($"{value}.Store({Code.At("target", offset)});");
        }
        else if (lanes == 4)
        {
            for (int i = 0; i < count; i++)
                writer.Line($"{Code.Index("target", offset + i)} = {value}.GetElement({i});");
        }
        else
        {
            EmitStores(writer, $"{value}.GetLower()", half, Math.Min(count, half), offset);
            if (count > half)
                EmitStores(writer, $"{value}.GetUpper()", half, count - half, offset + half);
        }
    }
}
