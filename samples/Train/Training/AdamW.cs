using TorchSharp;
using TorchSharp.Modules;

namespace Emo.Train.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019, algorithm 2) as PyTorch has it (torch/optim/adamw.py, <c>_single_tensor_adamw</c>): moments of the
/// gradient with bias correction, and a decay of the weights that is no part of the gradient. Parameters of one dimension, which are biases
/// and the scales of norms, do not decay. Its moments can be saved, which is why it is written out here.
/// </summary>
internal sealed class AdamW : IDisposable
{
    public const double FirstDecay = 0.9;
    public const double SecondDecay = 0.999;
    public const double Epsilon = 1e-8;

    private readonly List<Slot> _slots = [];
    private readonly double _weightDecay;

    /// <param name="parameters">By name. Those that need no gradient are left alone.</param>
    /// <param name="weightDecay">How much of a weight goes in a step, times the learning rate.</param>
    public AdamW(IReadOnlyDictionary<string, Parameter> parameters, double weightDecay)
    {
        _weightDecay = weightDecay;
        using var scope = torch.NewDisposeScope();
        foreach (var (name, parameter) in parameters)
        {
            if (!parameter.requires_grad)
                continue;
            var mean = torch.zeros_like(parameter).requires_grad_(false).DetachFromDisposeScope();
            var square = torch.zeros_like(parameter).requires_grad_(false).DetachFromDisposeScope();
            _slots.Add(new Slot(name, parameter, mean, square));
        }
    }

    /// <summary>The tensors that are trained.</summary>
    public IEnumerable<Parameter> Parameters => _slots.Select(slot => slot.Parameter);

    /// <summary>The moments, by <c>mean.</c> and <c>square.</c> before the parameter's name.</summary>
    public IEnumerable<KeyValuePair<string, torch.Tensor>> Moments =>
        _slots.SelectMany(slot => new[] { KeyValuePair.Create($"mean.{slot.Name}", slot.Mean), new($"square.{slot.Name}", slot.Square) });

    /// <summary>Forgets the gradients.</summary>
    public void Clear()
    {
        foreach (var slot in _slots)
            slot.Parameter.grad = null;
    }

    /// <summary>Changes the parameters by their gradients.</summary>
    /// <param name="number">Which step it is, from 1.</param>
    /// <param name="learningRate">How far to go.</param>
    public void Step(long number, double learningRate)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        double size = learningRate / (1 - Math.Pow(FirstDecay, number));
        double scale = 1 / Math.Sqrt(1 - Math.Pow(SecondDecay, number));
        foreach (var (_, parameter, mean, square) in _slots)
        {
            if (parameter.grad is not { } gradient)
                continue;
            if (parameter.dim() > 1)
                parameter.mul_(1 - (learningRate * _weightDecay));
            mean.lerp_(gradient, 1 - FirstDecay);
            square.mul_(SecondDecay).addcmul_(gradient, gradient, 1 - SecondDecay);
            parameter.addcdiv_(mean, square.sqrt().mul_(scale).add_(Epsilon), -size);
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
        }
    }

    private sealed record Slot(string Name, Parameter Parameter, torch.Tensor Mean, torch.Tensor Square);
}
