using Emo.Codegen.Graph;
using Emo.Train.Data;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Objectives;

/// <summary>
/// mmsegmentation's <c>BaseDecodeHead.losses</c> (models/decode_heads/decode_head.py): the logits are resized to the input, then cross
/// entropy (models/losses/cross_entropy_loss.py, <c>cross_entropy</c> with <c>avg_non_ignore</c>), the mean over the pixels whose class is
/// known, each multiplied by the weight of its class. There is no auxiliary head.
/// </summary>
/// <param name="input">The size of masks.</param>
/// <param name="weights">How much each class counts (<c>class_weight</c>); null where all count alike.</param>
/// <param name="dice">How much <see cref="DiceLoss"/> counts beside it; 0 for not at all.</param>
internal sealed class SegmenterObjective(MapShape input, float[]? weights, double dice) : IObjective<MaskTruth>
{
    public torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<MaskTruth> truths)
    {
        using var scope = torch.NewDisposeScope();
        var device = outputs[0].device;
        byte[] all = [.. truths.SelectMany(truth => truth.Labels)];
        var labels = torch.tensor(all, device: device).to(torch.int64).reshape(truths.Count, input.Height, input.Width);
        int known = Math.Max(1, all.Length - all.AsSpan().Count(MaskTruth.Ignored));
        var weight = weights is null ? null : torch.tensor(weights, device: device);

        var logits = functional.interpolate(
            outputs[0], [input.Height, input.Width], mode: torch.InterpolationMode.Bilinear, align_corners: false);

        // Divided by the pixels. libtorch's mean would divide by the sum of their weights.
        var loss = functional.cross_entropy(logits, labels, weight, ignore_index: MaskTruth.Ignored, reduction: Reduction.Sum) / known;
        return (dice > 0 ? loss + (dice * DiceLoss.Of(logits, labels)) : loss).MoveToOuterDisposeScope();
    }
}
