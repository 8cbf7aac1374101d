using Emo.Train.Data;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Objectives;

/// <summary>
/// mmsegmentation's <c>DiceLoss</c> (models/losses/dice_loss.py, <c>binary_dice_loss</c> with smooth 1 and exponent 2): for each picture
/// and class, 1 - (2 sum(p t) + 1) / (sum(p p + t t) + 1), p being the scores and t what is true; then the mean. It counts a small class as
/// much as a large one.
/// </summary>
/// <remarks>
/// Pixels to ignore are in no sum. In mmsegmentation they are in those below the line, as pixels of the last class.
/// </remarks>
internal static class DiceLoss
{
    private const double Smooth = 1;

    /// <param name="logits">[batch, classes, height, width].</param>
    /// <param name="labels">[batch, height, width], int64; <see cref="MaskTruth.Ignored"/> where nothing is known.</param>
    public static torch.Tensor Of(torch.Tensor logits, torch.Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        var known = (labels != MaskTruth.Ignored).unsqueeze(1).to(logits.dtype);
        var classes = functional.one_hot(labels.masked_fill(labels == MaskTruth.Ignored, 0), logits.shape[1]);
        var isClass = classes.permute(0, 3, 1, 2).to(logits.dtype) * known;
        var scores = functional.softmax(logits, dim: 1) * known;
        long[] sides = [2, 3];
        var both = (scores * isClass).sum(sides);
        var each = (scores.square() + isClass.square()).sum(sides);
        return (1 - (((2 * both) + Smooth) / (each + Smooth))).mean().MoveToOuterDisposeScope();
    }
}
