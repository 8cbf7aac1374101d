using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>How class logits become scores. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ScoreActivation
{
    /// <summary>Each class for itself (RetinaNet).</summary>
    Sigmoid,

    /// <summary>Over all classes and a last one, the background, which is no detection (SSD).</summary>
    Softmax,
}
