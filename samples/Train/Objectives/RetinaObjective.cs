using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Train.Data;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Objectives;

/// <summary>
/// mmdetection's <c>AnchorHead.loss</c> (models/dense_heads/anchor_head.py) with RetinaNet's config: sigmoid focal loss of every anchor
/// that is not ignored (models/losses/focal_loss.py, <c>py_sigmoid_focal_loss</c>), L1 of the positives' deltas, both divided by the number
/// of positives.
/// </summary>
internal sealed class RetinaObjective(LayerGraph graph, RetinaHeadSpec head) : IObjective<BoxTruth>
{
    /// <summary>How much less an anchor counts that is nearly right.</summary>
    public const double Gamma = 2;

    /// <summary>How much an object counts; the background counts the rest of 1.</summary>
    public const double Alpha = 0.25;

    private readonly AnchorGrid _grid = AnchorGrid.Of(graph, head.Anchors);

    public torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<BoxTruth> truths)
    {
        using var scope = torch.NewDisposeScope();
        var targets = DetectorTargets.Of(_grid, MaxIouAssigner.Retina, head, truths);
        var device = outputs[0].device;
        var classLoss = Focal(AnchorOutputs.Rows(outputs, first: 0, head.Classes), targets);

        var positives = torch.tensor(targets.Positives.ToArray(), device: device);
        var deltas = AnchorOutputs.Rows(outputs, first: 1, values: 4).index_select(0, positives);
        var right = torch.tensor(targets.Deltas.ToArray(), device: device).reshape(-1, 4);
        var boxLoss = (deltas - right).abs().sum();
        return ((classLoss + boxLoss) / targets.Divisor).MoveToOuterDisposeScope();
    }

    private torch.Tensor Focal(torch.Tensor logits, DetectorTargets targets)
    {
        var isClass = functional.one_hot(torch.tensor(targets.Labels, device: logits.device), head.Classes + 1)
            .narrow(1, 0, head.Classes).to(logits.dtype);
        var score = logits.sigmoid();
        var wrong = (isClass * (1 - score)) + ((1 - isClass) * score);
        var weight = ((Alpha * isClass) + ((1 - Alpha) * (1 - isClass))) * wrong.pow(Gamma);
        var loss = functional.binary_cross_entropy_with_logits(logits, isClass, reduction: Reduction.None) * weight;
        if (targets.Ignored.Count == 0)
            return loss.sum();
        var counts = torch.ones(logits.shape[0], 1, device: logits.device)
            .index_fill_(0, torch.tensor(targets.Ignored.ToArray(), device: logits.device), 0);
        return (loss * counts).sum();
    }
}
