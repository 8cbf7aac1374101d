using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>How the boxes of candidates become those of the picture, before the suppression. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum BoxPostprocessing
{
    /// <summary>As mmdetection 2.25 does it: divided by the scale, and all of them go on, also those without area.</summary>
    Mmdetection2,

    /// <summary>
    /// As mmdetection 3 does it (<c>base_dense_head.py</c>, <c>_bbox_post_process</c>): multiplied by 1 / scale, and boxes without
    /// width or height are dropped.
    /// </summary>
    Mmdetection3,
}
