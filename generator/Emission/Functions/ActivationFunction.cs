using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// The activations as functions of vectors: of those that take few operations the formula stands here. NaN and infinities become what
/// they become in PyTorch. <see cref="Bounds"/> says what that asks of minimum and maximum.
/// </summary>
internal sealed record ActivationFunction(ActivationKind Activation, string Summary, ActivationFormula Formula) : VectorFunction
{
    /// <summary>1 + exp(-x).</summary>
    private static readonly Exp2Function s_onePlusExp = new(-1.44269504f, PlusOne: true);

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
        new(writer => $"{Constant(writer, 1)} / {writer.Apply(s_onePlusExp, "x")}", s_onePlusExp));

    private static readonly ActivationFunction s_silu = new(
        ActivationKind.Silu, "x sigmoid(x).", new(writer => $"x / {writer.Apply(s_onePlusExp, "x")}", s_onePlusExp));

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
    };

    public override void Emit(MemberWriter writer)
    {
        writer.Summary(Summary);
        using (writer.Function(this))
            writer.Line($"return {Formula.Text(writer)};");
    }

    private static string HardSigmoid(MemberWriter writer) =>
        $"{writer.Apply(s_relu6, $"x + {Constant(writer, 3)}")} * {Constant(writer, 1 / 6f)}";

    private static string Constant(MemberWriter writer, float value) => writer.Constants.Load(new Constant(value));
}

/// <summary>A function's expression in x, and the function whose constants it needs, if it uses one.</summary>
internal sealed record ActivationFormula(Func<MemberWriter, string> Text, VectorFunction? Uses = null);
