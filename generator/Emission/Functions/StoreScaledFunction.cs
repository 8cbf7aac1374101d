namespace Emo.Codegen.Emission;

/// <summary>
/// Stores neighbouring vectors times a factor, of which the last may be stored in part, unless there is no place for them.
/// </summary>
internal sealed record StoreScaledFunction(int Vectors, int Floats) : Member
{
    public override string BaseName => $"StoreScaled{Floats}";

    public override void Emit(MemberWriter writer)
    {
        writer.Summary($"Stores {Floats} values times a factor, if there is a target.");
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
                writer.Line(stored == writer.Lanes
                    ? $"(v{v} * scale).Store({target});"
                    : $"{writer.Use(new StoreLowFunction(stored))}(v{v} * scale, {target});");
            }
        }
    }
}
