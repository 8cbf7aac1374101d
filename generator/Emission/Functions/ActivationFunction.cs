using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// The activations as functions of vectors: of those that take a line or two the formula stands here. NaN and infinities become what
/// they become in PyTorch. <see cref="Bounds"/> says what that asks of minimum and maximum.
/// </summary>
internal sealed record ActivationFunction(ActivationKind Activation, string Summary, ActivationFormula Formula) : VectorFunction
{
    private static readonly ActivationFunction s_relu = new(ActivationKind.Relu, "max(x, 0).", new(_ => Bounds.NotNegative("x")));

    private static readonly ActivationFunction s_relu6 = new(
        ActivationKind.Relu6, "min(max(x, 0), 6).", new(writer => Bounds.NotNegative("x", Bounds.AtMost(Constant(writer, 6), "x"))));

    private static readonly ActivationFunction s_hardSigmoid = new(
        ActivationKind.HardSigmoid, "relu6(x + 3) / 6.", new(writer => $"{HardSigmoid(writer)}"));

    private static readonly ActivationFunction s_hardSwish = new(
        ActivationKind.HardSwish, "x relu6(x + 3) / 6.", new(writer => $"x * ({HardSigmoid(writer)})"));

    private static readonly ActivationFunction s_sigmoid = new(
        ActivationKind.Sigmoid,
        "1 / (1 + exp(-x)).",
        new(writer => $"{Constant(writer, 1)} / {writer.Apply(Exp2Function.OnePlusExp, "x")}", Exp2Function.OnePlusExp));

    private static readonly ActivationFunction s_silu = new(
        ActivationKind.Silu,
        "x sigmoid(x).",
        new(writer => $"x / {writer.Apply(Exp2Function.OnePlusExp, "x")}", Exp2Function.OnePlusExp));

    /// <summary>
    /// With y = 1/2 + exp(-x), tanh(log(1 + exp(x))) is 1 / (y + 1 / (4 y)): sums of positive numbers, so that nothing cancels, and where
    /// the exponential overflows the result is 0, as it is within float.
    /// </summary>
    private static readonly ActivationFunction s_mish = new(
        ActivationKind.Mish,
        "x tanh(log(1 + exp(x))) = x / (y + 1 / (4 y)), where y = 1/2 + exp(-x).",
        new(
            writer => $"x / (y + ({Constant(writer, 0.25f)} / y))",
            Exp2Function.OnePlusExp,
            writer => $"{writer.Apply(Exp2Function.OnePlusExp, "x")} - {Constant(writer, 0.5f)}"));

    private static readonly ActivationFunction s_hardMish = new(
        ActivationKind.HardMish,
        "0.5 x min(max(x + 2, 0), 2).",
        new(
            writer => $"{Constant(writer, 0.5f)} * x * {Bounds.NotNegative("y", Bounds.AtMost(Constant(writer, 2), "y"))}",
            Local: writer => $"x + {Constant(writer, 2)}"));

    public override string BaseName => Activation.ToString();

    public override IReadOnlyList<Constant> Constants => Formula.Uses?.Constants ?? [];

    /// <summary>The function of an activation; null for none.</summary>
    public static VectorFunction? Of(ActivationKind activation) => activation switch
    {
        ActivationKind.None => null,
        ActivationKind.Relu => s_relu,
        ActivationKind.Relu6 => s_relu6,
        ActivationKind.Silu => s_silu,
        ActivationKind.Gelu => new GeluFunction(),
        ActivationKind.HardSwish => s_hardSwish,
        ActivationKind.HardSigmoid => s_hardSigmoid,
        ActivationKind.Sigmoid => s_sigmoid,
        ActivationKind.Tanh => new TanhFunction(),
        ActivationKind.Mish => s_mish,
        ActivationKind.HardMish => s_hardMish,
    };

    public override void Emit(MemberWriter writer)
    {
        writer.Summary(Summary);
        using (writer.Function(this))
        {
            if (Formula.Local is { } local)
                writer.Line($"Floats y = {local(writer)};");
            writer.Line($"return {Formula.Text(writer)};");
        }
    }

    private static string HardSigmoid(MemberWriter writer) =>
        $"{writer.Apply(s_relu6, $"x + {Constant(writer, 3)}")} * {Constant(writer, 1 / 6f)}";

    private static string Constant(MemberWriter writer, float value) => writer.Constants.Load(new Constant(value));
}

/// <summary>
/// A function's expression in x, the function whose constants it needs, if it uses one, and what y stands for in the expression, if it
/// has one.
/// </summary>
internal sealed record ActivationFormula(
    Func<MemberWriter, string> Text, VectorFunction? Uses = null, Func<MemberWriter, string>? Local = null);
