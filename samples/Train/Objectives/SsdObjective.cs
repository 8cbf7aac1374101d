using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Train.Data;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Objectives;

/// <summary>
/// mmdetection's <c>SSDHead.loss_single</c> (models/dense_heads/ssd_head.py) with its config: cross entropy over the classes and the
/// background, of the positive anchors and of the three times as many negative ones that are most wrong; smooth L1 with a beta of 1 of
/// the positives' deltas; both divided by the number of positives.
/// </summary>
/// <remarks>
/// One thing differs: a picture gives <see cref="LeastNegatives"/> negatives at least, where it has so many. In mmdetection a picture
/// without objects teaches nothing, and is not read at all; here, pictures of what is no object can be trained on.
/// </remarks>
internal sealed class SsdObjective(LayerGraph graph, SsdLiteHeadSpec head) : IObjective<BoxTruth>
{
    /// <summary><c>neg_pos_ratio</c>.</summary>
    public const int NegativesOfPositive = 3;

    public const int LeastNegatives = 30;

    private readonly AnchorGrid _grid = AnchorGrid.Of(graph, head.Anchors);

    public torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<BoxTruth> truths)
    {
        using var scope = torch.NewDisposeScope();
        var targets = DetectorTargets.Of(_grid, MaxIouAssigner.Ssd, head, truths);
        var device = outputs[0].device;
        var labels = torch.tensor(targets.Labels, device: device);
        var positives = torch.tensor(targets.Positives.ToArray(), device: device);
        var wrongness = functional.cross_entropy(
            AnchorOutputs.Rows(outputs, first: 0, head.Classes + 1), labels, reduction: Reduction.None);
        var classLoss = wrongness.index_select(0, positives).sum() + Negatives(wrongness, labels, targets);

        var deltas = AnchorOutputs.Rows(outputs, first: 1, values: 4).index_select(0, positives);
        var right = torch.tensor(targets.Deltas.ToArray(), device: device).reshape(-1, 4);
        var boxLoss = functional.smooth_l1_loss(deltas, right, Reduction.Sum);
        return ((classLoss + boxLoss) / targets.Divisor).MoveToOuterDisposeScope();
    }

    /// <summary>The sum over the negatives of each picture that are most wrong.</summary>
    private torch.Tensor Negatives(torch.Tensor wrongness, torch.Tensor labels, DetectorTargets targets)
    {
        int anchors = _grid.Count;
        int[] counts = [.. targets.PositivesOfPicture.Select(
            positives => Math.Min(Math.Max(NegativesOfPositive * positives, LeastNegatives), anchors - positives))];
        int most = counts.Max();
        bool[] isTaken = new bool[counts.Length * most];
        for (int i = 0; i < counts.Length; i++)
            isTaken.AsSpan(i * most, counts[i]).Fill(true);

        // Behind every negative, since cross entropy is not negative.
        var negative = wrongness.masked_fill(labels != head.Classes, -1).reshape(counts.Length, anchors);
        var (worst, _) = negative.topk(most, dim: 1);
        return worst.masked_select(torch.tensor(isTaken, device: wrongness.device).reshape(counts.Length, most)).sum();
    }
}
