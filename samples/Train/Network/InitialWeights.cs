using Emo.Codegen.Graph;
using TorchSharp;

namespace Emo.Train.Network;

/// <summary>
/// Random weights to begin with. Convolutions keep the size of what passes them (He et al. 2015), but are small where they have few inputs;
/// linear layers are as in EMO's <c>_init_weights</c>; layer scales are EMOv2's <c>ls_value</c>; RetinaNet's head is as in mmdetection
/// (<c>dense_heads/retina_head.py</c>, <c>init_cfg</c>).
/// </summary>
internal static class InitialWeights
{
    private const double MaxConvolutionStd = 0.1;
    private const double LinearStd = 0.02;
    private const double RetinaStd = 0.01;
    private const double LayerScale = 1e-6;

    /// <summary>At first each anchor is an object with this probability, or the loss of all the background would drown the rest.</summary>
    private const double RetinaPrior = 0.01;

    private const string RetinaScores = "bbox_head.retina_cls";

    public static void Fill(StateTensorTable tensors, int seed)
    {
        using var gradients = torch.no_grad();
        using var generator = new torch.Generator((ulong)seed);
        bool isRetina = tensors.Modules.Any(module => module.Name == RetinaScores);
        foreach (var module in tensors.Modules)
        {
            if (module.Kind == StateTensorKind.LayerScale)
            {
                tensors[module.Name + ".gamma"].fill_(LayerScale);
                continue;
            }

            var weight = tensors[module.Name + ".weight"];
            if (module.Kind is StateTensorKind.BatchNorm or StateTensorKind.LayerNorm)
                weight.fill_(1);
            else
                Normal(weight, Std(module, isRetina), generator);
            if (module.Kind == StateTensorKind.BatchNorm)
                tensors[module.Name + ".running_var"].fill_(1);
            if (module.Name == RetinaScores)
                tensors[module.Name + ".bias"].fill_(-Math.Log((1 - RetinaPrior) / RetinaPrior));
        }
    }

    private static double Std(StateTensors module, bool isRetina)
    {
        if (module.Kind == StateTensorKind.Linear)
            return LinearStd;
        return isRetina && module.Name.StartsWith("bbox_head.", StringComparison.Ordinal)
            ? RetinaStd
            : Math.Min(MaxConvolutionStd, Math.Sqrt(2.0 / (module.Inputs * module.KernelSize * module.KernelSize)));
    }

    /// <summary>On the CPU, so that a GPU begins with the same weights.</summary>
    private static void Normal(torch.Tensor weight, double std, torch.Generator generator)
    {
        using var scope = torch.NewDisposeScope();
        weight.copy_(torch.randn(weight.shape, generator: generator) * std);
    }
}
