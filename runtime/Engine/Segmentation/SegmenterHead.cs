using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>What turns the logits of a segmenter into labels, the same for all its instances. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SegmenterHead
{
    /// <param name="model">The model's description.</param>
    /// <param name="classCount">The number of classes, 1 to 256: a label is a byte.</param>
    /// <param name="height">Height of the logits in cells.</param>
    /// <param name="width">Width of the logits in cells.</param>
    public SegmenterHead(ModelInfo model, int classCount, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(model);
        Preprocessing = model.Preprocessing;
        ClassCount = classCount;
        Height = height;
        Width = width;
    }

    internal Preprocessing Preprocessing { get; }

    internal int ClassCount { get; }

    internal int Height { get; }

    internal int Width { get; }
}
