using Emo.Codegen.Specs;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Network;

/// <summary>The activations of specs, as PyTorch has them.</summary>
internal static class Activations
{
    public static torch.Tensor Apply(ActivationKind kind, torch.Tensor x) => kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => functional.relu(x),
        ActivationKind.Relu6 => functional.relu6(x),
        ActivationKind.Silu => functional.silu(x),
        ActivationKind.Gelu => functional.gelu(x),
        ActivationKind.HardSwish => functional.hardswish(x),
        ActivationKind.HardSigmoid => functional.hardsigmoid(x),
        ActivationKind.Sigmoid => x.sigmoid(),
        ActivationKind.Tanh => x.tanh(),
        ActivationKind.Mish => functional.mish(x),
        ActivationKind.HardMish => 0.5 * x * (x + 2).clamp(0, 2),
    };
}
