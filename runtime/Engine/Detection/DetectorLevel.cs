using System.Collections.Immutable;
using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// One level of a detector: where its raw outputs lie, and the anchors at cell (0, 0); those of cell (x, y) are shifted by
/// (x, y) * stride. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DetectorLevel
{
    /// <param name="height">Height of the maps in cells.</param>
    /// <param name="width">Width of the maps in cells.</param>
    /// <param name="stride">Pixels of the input between two cells.</param>
    /// <param name="scoreOffset">
    /// Where the class logits start in the outputs buffer, in floats: channels anchor * classes + class, planar.
    /// </param>
    /// <param name="boxOffset">Where the box deltas start: channels anchor * 4 + (dx, dy, dw, dh), planar.</param>
    /// <param name="anchors">Left, top, right, bottom of each anchor of cell (0, 0), in pixels of the input.</param>
    public DetectorLevel(int height, int width, int stride, int scoreOffset, int boxOffset, ImmutableArray<float> anchors)
    {
        Height = height;
        Width = width;
        Stride = stride;
        ScoreOffset = scoreOffset;
        BoxOffset = boxOffset;
        Anchors = anchors;
    }

    internal int Height { get; }

    internal int Width { get; }

    internal int Cells => Height * Width;

    internal int ScoreOffset { get; }

    internal int BoxOffset { get; }

    internal int AnchorsPerCell => Anchors.Length / 4;

    private int Stride { get; }

    private ImmutableArray<float> Anchors { get; }

    /// <summary>The anchor of a cell, as mmdetection's <c>grid_priors</c> computes it, in single precision.</summary>
    internal Box AnchorAt(int cell, int anchor)
    {
        float x = cell % Width * Stride;
        float y = cell / Width * Stride;
        int at = 4 * anchor;
        return new Box(Anchors[at] + x, Anchors[at + 1] + y, Anchors[at + 2] + x, Anchors[at + 3] + y);
    }
}
