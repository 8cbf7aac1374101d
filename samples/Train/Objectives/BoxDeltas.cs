using Emo.Samples.Accuracy;

namespace Emo.Train.Objectives;

/// <summary>
/// What an anchor should predict for a box: mmdetection's <c>DeltaXYWHBBoxCoder</c>
/// (core/bbox/coder/delta_xywh_bbox_coder.py, <c>bbox2delta</c>), whose means are 0.
/// </summary>
internal static class BoxDeltas
{
    /// <param name="anchor">Left, top, right, bottom.</param>
    /// <param name="box">The object.</param>
    /// <param name="std">The factors of the spec's <c>boxStd</c>: what is predicted is divided by them.</param>
    /// <param name="deltas">
    /// Receives 4 values: how far the middle moves, in widths and heights of the anchor, and the logarithms of the sides' ratios.
    /// </param>
    public static void Encode(ReadOnlySpan<float> anchor, TrueBox box, ReadOnlySpan<double> std, Span<float> deltas)
    {
        double width = anchor[2] - anchor[0];
        double height = anchor[3] - anchor[1];
        deltas[0] = (float)((Middle(box.Left, box.Right) - Middle(anchor[0], anchor[2])) / width / std[0]);
        deltas[1] = (float)((Middle(box.Top, box.Bottom) - Middle(anchor[1], anchor[3])) / height / std[1]);
        deltas[2] = (float)(Math.Log((box.Right - box.Left) / width) / std[2]);
        deltas[3] = (float)(Math.Log((box.Bottom - box.Top) / height) / std[3]);
    }

    private static double Middle(float from, float to) => ((double)from + to) / 2;
}
