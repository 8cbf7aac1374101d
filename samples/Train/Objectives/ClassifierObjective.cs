using Emo.Train.Data;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Objectives;

/// <summary>
/// Cross entropy with smoothed labels, as timm has it (timm/loss/cross_entropy.py, <c>LabelSmoothingCrossEntropy</c>) and PyTorch: the
/// true class is <c>1 - smoothing</c> of what should come out, all classes share the rest. With weights the mean is the weighted one.
/// </summary>
/// <param name="smoothing">From 0, for none, to below 1.</param>
/// <param name="weights">How much each class counts; null where all count alike.</param>
internal sealed class ClassifierObjective(double smoothing, float[]? weights) : IObjective<ClassTruth>
{
    public torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<ClassTruth> truths)
    {
        using var scope = torch.NewDisposeScope();
        var device = outputs[0].device;
        var labels = torch.tensor(truths.Select(truth => (long)truth.ClassIndex).ToArray(), device: device);
        var weight = weights is null ? null : torch.tensor(weights, device: device);
        return functional.cross_entropy(outputs[0], labels, weight, label_smoothing: smoothing).MoveToOuterDisposeScope();
    }
}
