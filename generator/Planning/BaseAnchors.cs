using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// The anchors at cell (0, 0) of a level, to the last bit those of mmdetection's anchor generators: single precision, rounded after every operation
/// (the casts are for compilers that would keep more digits), in their order. Left, top, right, bottom of each.
/// </summary>
internal static class BaseAnchors
{
    public static EquatableArray<float> Of(AnchorSpec anchors, int level) => anchors switch
    {
        SsdAnchorSpec ssd => OfSsd(ssd, level),
        OctaveAnchorSpec octaves => OfOctaves(octaves, level),
        _ => throw new ArgumentOutOfRangeException(nameof(anchors), anchors, "Unknown kind of anchors."),
    };

    /// <summary>Around the middle of the cell: the minimum, the mean of minimum and maximum, the minimum with each ratio's inverse and ratio.</summary>
    private static EquatableArray<float> OfSsd(SsdAnchorSpec spec, int level)
    {
        float minimum = spec.MinSizes[level];
        float meanScale = (float)Math.Sqrt((double)spec.MaxSizes[level] / spec.MinSizes[level]);
        float center = spec.Strides[level] / 2f;
        var anchors = new List<float>();
        Add(anchors, center, minimum, minimum);
        Add(anchors, center, (float)(minimum * meanScale), (float)(minimum * meanScale));
        foreach (int ratio in spec.Ratios[level])
        {
            AddRatio(anchors, center, minimum, (float)(1.0 / ratio));
            AddRatio(anchors, center, minimum, ratio);
        }

        return anchors.ToEquatableArray();
    }

    /// <summary>Around the corner of the cell: every ratio with every scale of the octave.</summary>
    private static EquatableArray<float> OfOctaves(OctaveAnchorSpec spec, int level)
    {
        float stride = spec.Strides[level];
        var anchors = new List<float>();
        foreach (double ratio in spec.Ratios)
        {
            var (width, height) = Sides(stride, (float)ratio);
            for (int octave = 0; octave < spec.ScalesPerOctave; octave++)
            {
                float scale = (float)(Math.Pow(2, (double)octave / spec.ScalesPerOctave) * spec.BaseScale);
                Add(anchors, 0, (float)(width * scale), (float)(height * scale));
            }
        }

        return anchors.ToEquatableArray();
    }

    private static void AddRatio(List<float> anchors, float center, float size, float ratio)
    {
        var (width, height) = Sides(size, ratio);
        Add(anchors, center, width, height);
    }

    /// <summary>Of a rectangle with the area of a square, height over width being the ratio.</summary>
    private static (float Width, float Height) Sides(float size, float ratio)
    {
        float root = (float)Math.Sqrt(ratio);
        float inverse = (float)(1 / root);
        return ((float)(size * inverse), (float)(size * root));
    }

    private static void Add(List<float> anchors, float center, float width, float height)
    {
        float halfWidth = (float)(0.5f * width);
        float halfHeight = (float)(0.5f * height);
        anchors.AddRange([(float)(center - halfWidth), (float)(center - halfHeight), (float)(center + halfWidth), (float)(center + halfHeight)]);
    }
}
