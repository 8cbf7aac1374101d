using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>An activation that takes few operations.</summary>
internal sealed record ActivationFunction(Activation Activation) : VectorFunction
{
    /// <summary>1 + exp(-x).</summary>
    private static readonly Exp2Function s_onePlusExp = new(-1.44269504f, PlusOne: true);

    private static readonly Constant s_one = new(1);

    public override string BaseName => Activation.ToString();

    public override IReadOnlyList<Constant> Constants => Activation is Activation.Sigmoid or Activation.Silu ? s_onePlusExp.Constants : [];

    public static VectorFunction Of(Activation activation) => activation == Activation.Gelu ? new GeluFunction() : new ActivationFunction(activation);

    public override void Emit(KernelWriter writer)
    {
        switch (Activation)
        {
            case Activation.Relu:
                Function(writer, "max(x, 0).", "MaxNative(x, Floats.Zero)");
                break;
            case Activation.Relu6:
                Function(writer, "min(max(x, 0), 6).", $"MinNative(MaxNative(x, Floats.Zero), {writer.Constants.Load(new Constant(6))})");
                break;
            case Activation.HardSigmoid:
                Function(writer, "relu6(x + 3) / 6.", $"{Relu6(writer, $"x + {writer.Constants.Load(new Constant(3))}")} * {writer.Constants.Load(new Constant(1 / 6f))}");
                break;
            case Activation.HardSwish:
                Function(writer, "x relu6(x + 3) / 6.", $"x * ({Relu6(writer, $"x + {writer.Constants.Load(new Constant(3))}")} * {writer.Constants.Load(new Constant(1 / 6f))})");
                break;
            case Activation.Sigmoid:
                Function(writer, "1 / (1 + exp(-x)).", $"{writer.Constants.Load(s_one)} / {OnePlusExp(writer)}");
                break;
            case Activation.Silu:
                Function(writer, "x sigmoid(x).", $"x / {OnePlusExp(writer)}");
                break;
        }
    }

    private static string Relu6(KernelWriter writer, string value) => writer.Call(new ActivationFunction(Activation.Relu6), value);

    private static string OnePlusExp(KernelWriter writer) => writer.Call(s_onePlusExp, "x");

    private void Function(KernelWriter writer, string summary, string expression)
    {
        writer.Summary(summary);
        using (writer.Function(this))
            writer.Line($"return {expression};");
    }
}
