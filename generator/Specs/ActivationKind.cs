namespace Emo.Codegen.Specs;

/// <summary>The activations of layers.</summary>
internal enum ActivationKind
{
    None,
    Relu,
    Relu6,
    Silu,
    Gelu,
    HardSwish,
    HardSigmoid,
    Sigmoid,
    Tanh,
    Mish,
    HardMish,
}

/// <summary>What activations are called.</summary>
internal static class ActivationNames
{
    /// <summary>The names that a spec may say.</summary>
    public static NameTable<ActivationKind> InSpecs { get; } = NameTable.OfEnum<ActivationKind>(SpecName)
        .WithHints(ForeignNames.Of(typeof(ActivationKind)));

    /// <summary>In a spec.</summary>
    public static string SpecName(this ActivationKind kind) => kind switch
    {
        ActivationKind.None => "none",
        ActivationKind.Relu => "relu",
        ActivationKind.Relu6 => "relu6",
        ActivationKind.Silu => "silu",
        ActivationKind.Gelu => "gelu",
        ActivationKind.HardSwish => "hardswish",
        ActivationKind.HardSigmoid => "hardsigmoid",
        ActivationKind.Sigmoid => "sigmoid",
        ActivationKind.Tanh => "tanh",
        ActivationKind.Mish => "mish",
        ActivationKind.HardMish => "hardmish",
    };

    /// <summary>In the layer table.</summary>
    public static string DisplayName(this ActivationKind kind) => kind switch
    {
        ActivationKind.None => "no activation",
        ActivationKind.Relu => "ReLU",
        ActivationKind.Relu6 => "ReLU6",
        ActivationKind.Silu => "SiLU",
        ActivationKind.Gelu => "GELU",
        ActivationKind.HardSwish => "hard swish",
        ActivationKind.HardSigmoid => "hard sigmoid",
        ActivationKind.Sigmoid => "sigmoid",
        ActivationKind.Tanh => "tanh",
        ActivationKind.Mish => "mish",
        ActivationKind.HardMish => "hard mish",
    };
}
