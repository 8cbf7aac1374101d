namespace Emo.Codegen.Emission;

/// <summary>
/// tanh(x): below 1/2 it is x (1 + x^2 p(x^2)), where 1 - 2 / (1 + exp(2 x)) would be a difference of two numbers that are almost equal,
/// and from 1/2 on it is that difference, which is 1 where the exponential is infinite. Odd to the last bit.
/// </summary>
internal sealed record TanhFunction : VectorFunction
{
    private static readonly Constant s_one = new(1);

    /// <summary>Where the two formulas meet.</summary>
    private static readonly Constant s_half = new(0.5f);

    /// <summary>p by powers, the highest first: fitted for the relative error of the whole, 1.6e-8 with these floats.</summary>
    private static readonly Constant[] s_coefficients =
        [new(0.017241491f), new(-0.05304549262f), new(0.1332587898f), new(-0.3333314359f)];

    public override string BaseName => "Tanh";

    /// <summary>Those of the exponential, so that it finds in the registers what it holds.</summary>
    public override IReadOnlyList<Constant> Constants => Exp2Function.OnePlusExp.Constants;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary("tanh(x): an odd polynomial where |x| is below 1/2, and from there on 1 - 2 / (1 + exp(2 |x|)) with the sign of x.");
        using (writer.Function(this))
        {
            string one = writer.Constants.Load(s_one);
            writer.Line("Floats size = Abs(x);");
            writer.Line($"Floats large = {one} - ({writer.Constants.Load(new Constant(2))} / " +
                $"{writer.Apply(Exp2Function.OnePlusExp, "-(size + size)")});");
            writer.Line("Floats square = x * x;");
            writer.Line($"Floats p = {writer.Constants.Load(s_coefficients[0])};");
            foreach (var coefficient in s_coefficients.Skip(1))
                writer.Line($"p = MultiplyAddEstimate(p, square, {writer.Constants.Load(coefficient)});");
            writer.Line($"Floats small = x * MultiplyAddEstimate(p, square, {one});");
            writer.Line($"return ConditionalSelect(LessThan(size, {writer.Constants.Load(s_half)}), small, CopySign(large, x));");
        }
    }
}
