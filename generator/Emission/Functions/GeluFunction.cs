namespace Emo.Codegen.Emission;

/// <summary>
/// x Phi(x), the exact (erf) form, as max(x, 0) - d(|x|), where d(t) = t Phi(-t) is a polynomial of degree 5 on each of seven intervals:
/// [0, 1/2], [1/2, 1], [1, 3/2], then a unit each up to 5.5, behind which it is 0 within float. Exactly 0 at 0. Fitted for the
/// absolute error: 5.2e-7 in float.
/// </summary>
internal sealed record GeluFunction : VectorFunction
{
    private static readonly Constant s_end = new(5.5f);

    /// <summary>
    /// With it added, an interval is what the exponent and two more bits say: [2.5, 3), [3, 3.5), [3.5, 4), [4, 5), ..., [7, 8).
    /// </summary>
    private static readonly Constant s_offset = new(2.5f);

    /// <summary>By powers, the highest first; by the lowest three bits of an interval's number, [4 * 2, 4 * 2 + 2) first.</summary>
    private static readonly Constant[] s_coefficients =
    [
        Table(
            0, -0.01347181387f, -0.02248400822f, -0.006244638003f,
            0.008478142321f, 0.0001775117416f, -0.0004457293544f, -0.00002631543794f),
        Table(0, 0.07353278250f, 0.03308214247f, -0.02578755096f, -0.03931750357f, 0.003323660698f, 0.001994053135f, 0.00009950788808f),
        Table(0, -0.001698695589f, 0.1103526875f, 0.1224439144f, 0.05751058087f, -0.01819683984f, -0.003943213727f, -0.0001587171282f),
        Table(0, -0.3987620473f, -0.3081048727f, -0.1211559400f, 0.01611343399f, 0.03762708604f, 0.004412653856f, 0.0001382729097f),
        Table(0, 0.4999937713f, 0.1325072199f, -0.08330818266f, -0.1274712980f, -0.03764137998f, -0.002816676162f, -0.00006793331704f),
        Table(0, 0, 0.1542687565f, 0.1586551964f, 0.1002110168f, 0.01552455686f, 0.0008141318685f, 0.00001528188659f),
    ];

    private static readonly Constant[] s_constants = [s_end, s_offset, .. s_coefficients];

    public override string BaseName => "Gelu";

    /// <summary>Not a property with a value of its own: two of these functions are the same member.</summary>
    public override IReadOnlyList<Constant> Constants => s_constants;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary(
            "x Phi(x), the exact (erf) form: max(x, 0) - |x| Phi(-|x|), " +
            "which is a polynomial of degree 5 on each of seven intervals up to 5.5, and 0 behind them.");
        using (writer.Function(this))
        {
            string size = Bounds.AtMost(writer.Constants.Load(s_end), "Abs(x)");
            writer.Line($"Floats t = {size} + {writer.Constants.Load(s_offset)};");
            writer.Line("// The exponent and two bits number the interval; without the others t is where it begins.");
            writer.Line("var interval = ShiftRightLogical(t.AsInt32(), 21);");
            writer.Line("t -= ShiftLeft(interval, 21).AsSingle();");
            writer.Line($"Floats p = {writer.Constants.Lookup(s_coefficients[0], "interval")};");
            foreach (var coefficients in s_coefficients.Skip(1))
                writer.Line($"p = MultiplyAddEstimate(p, t, {writer.Constants.Lookup(coefficients, "interval")});");
            writer.Line("// max(x, 0), and NaN of negative infinity: there x Phi(x) is infinity times 0.");
            writer.Line($"return x - {Bounds.AtMost("Floats.Zero", "x")} - p;");
        }
    }

    private static Constant Table(params float[] values) => new(values.ToEquatableArray());
}
