namespace Emo.Codegen.Emission;

/// <summary>
/// 2^(scale x) over a vector, of x that are 0 at most, or 1 + 2^(scale x) of any, which is infinite where the power overflows. NaN stays
/// NaN.
/// </summary>
internal sealed record Exp2Function(float Scale, bool PlusOne) : VectorFunction
{
    /// <summary>The first power of two that is infinite as a float. Its bits follow from the exponent like those of all others.</summary>
    private const int Overflow = 128;

    /// <summary>The last power of two that is no denormal.</summary>
    private const int Underflow = -126;

    /// <summary>2^f for f in [-1/16, 1/16], the constant term is 1 (relative error 3e-8).</summary>
    private static readonly Constant[] s_coefficients = [new(0.0554962233f), new(0.240257636f), new(0.693147242f)];

    private static readonly Constant s_one = new(1);

    /// <summary>Adding it rounds to a multiple of 1/8, which it leaves in the lowest bits.</summary>
    private static readonly Constant s_rounder = new(1572864);

    /// <summary>
    /// 2^(i / 8), as bits, less i where the eighths come in when the bits of the rounded number are shifted to the exponent.
    /// </summary>
    private static readonly Constant s_eighths = new(Enumerable.Range(0, Constant.TableSize).Select(Eighth).ToEquatableArray());

    /// <summary>1 + exp(-x).</summary>
    public static Exp2Function OnePlusExp { get; } = new(-1.44269504f, PlusOne: true);

    public override string BaseName => PlusOne ? "OnePlusExp2" : "Exp2";

    private Constant ScaleConstant => new(Scale);

    public override IReadOnlyList<Constant> Constants => [s_rounder, s_eighths, s_one, ScaleConstant, .. s_coefficients];

    public override void Emit(MemberWriter writer)
    {
        string range = PlusOne
            ? $"infinite where x is below {Code.Literal(SmallestX)}, x clamped to {Code.Literal(LargestX)}"
            : $"x is 0 at most and clamped to {Code.Literal(SmallestX)}";
        writer.Summary(
            $"{(PlusOne ? "1 + " : "")}2^({Code.Literal(Scale)} x), {range}: " +
            "2^n by the exponent bits, 2^(i/8) from a table, 2^f for f in [-1/16, 1/16] by a polynomial.");
        using (writer.Function(this))
        {
            string clamped = Bounds.AtLeast(writer.Constants.Load(new Constant(SmallestX)), "x");
            if (PlusOne)
                clamped = Bounds.AtMost(writer.Constants.Load(new Constant(LargestX)), clamped);
            writer.Line($"x = {clamped};");
            writer.Line("// Rounds to a multiple of 1/8 and leaves it in the low bits.");
            string scale = writer.Constants.Load(ScaleConstant);
            string rounder = writer.Constants.Load(s_rounder);
            writer.Line($"Floats rounded = MultiplyAddEstimate(x, {scale}, {rounder});");
            writer.Line($"Floats f = MultiplyAddEstimate(x, {scale}, {rounder} - rounded);");
            writer.Line($"Floats p = {writer.Constants.Load(s_coefficients[0])};");
            foreach (var coefficient in s_coefficients.Skip(1).Append(s_one))
                writer.Line($"p = MultiplyAddEstimate(p, f, {writer.Constants.Load(coefficient)});");
            writer.Line("var bits = rounded.AsInt32();");
            writer.Line($"Floats power = ({writer.Constants.Lookup(s_eighths, "bits")}.AsInt32() + ShiftLeft(bits, 20)).AsSingle();");
            writer.Line(PlusOne ? $"return MultiplyAddEstimate(power, p, {writer.Constants.Load(s_one)});" : "return power * p;");
        }
    }

    private float SmallestX => PlusOne ? Overflow / Scale : Whole(Underflow);

    private float LargestX => Whole(Underflow);

    /// <summary>The whole x whose power is next to that of two, on the side of 1.</summary>
    private float Whole(int power) => (float)Math.Truncate(power / Scale);

    private static float Eighth(int i)
    {
        int bits = BitConverter.ToInt32(BitConverter.GetBytes((float)Math.Pow(2, i / 8.0)), 0);
        return BitConverter.ToSingle(BitConverter.GetBytes(bits - (i << 20)), 0);
    }
}
