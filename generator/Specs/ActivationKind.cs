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

    /// <summary>Of the squeeze-excite's gate; no spec names it.</summary>
    Sigmoid,
}

/// <summary>What activations are called.</summary>
internal static class ActivationNames
{
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
    };
}
