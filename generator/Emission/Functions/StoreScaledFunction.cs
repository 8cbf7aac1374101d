namespace Emo.Codegen.Emission;

/// <summary>
/// Stores neighbouring vectors times a factor, or adds them to what is there. The last may be stored in part, and none is where there is no
/// place for them.
/// </summary>
internal sealed record StoreScaledFunction(int Vectors, int Floats, bool Adds) : Member
{
    public override string BaseName => $"{(Adds ? "Add" : "Store")}Scaled{Floats}";

    public override void Emit(MemberWriter writer)
    {
        writer.Summary($"{(Adds ? "Adds" : "Stores")} {Floats} values times a factor, if there is a target.");
        var values = Enumerable.Range(0, Vectors).Select(v => $"Floats v{v}");
        using (writer.Function("void", [.. values, "float* factor", "float* target"]))
        {
            writer.Line("if (target == null)");
            writer.Line("    return;");
            writer.Line("Floats scale = Create(*factor);");
            for (int v = 0; v < Vectors; v++)
            {
                string target = Code.At("target", v * writer.Lanes);
                int stored = Math.Min(writer.Lanes, Floats - (v * writer.Lanes));
                string value = Adds ? $"MultiplyAddEstimate(v{v}, scale, Load({target}))" : $"v{v} * scale";
                if (stored < writer.Lanes)
                    writer.Line($"{writer.Use(new StoreLowFunction(stored))}({value}, {target});");
                else
                    writer.Line(Adds ? $"{value}.Store({target});" : $"({value}).Store({target});");
            }
        }
    }
}
