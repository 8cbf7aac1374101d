namespace Emo.Codegen.Specs;

/// <summary>mmdetection's <c>AnchorGenerator</c>: octave scales times ratios (height over width), index ratio * scales + scale.</summary>
internal sealed record OctaveAnchorSpec(EquatableArray<int> Strides, int BaseScale, int ScalesPerOctave, EquatableArray<double> Ratios)
    : AnchorSpec(Strides)
{
    public override int PerCell(int level) => ScalesPerOctave * Ratios.Count;

    /// <summary>Around the corner of the cell: every ratio with every scale of the octave.</summary>
    public override EquatableArray<float> AtFirstCell(int level)
    {
        float stride = Strides[level];
        var anchors = new AnchorBoxes(center: 0);
        foreach (double ratio in Ratios)
        {
            var (width, height) = AnchorBoxes.Sides(stride, (float)ratio);
            for (int octave = 0; octave < ScalesPerOctave; octave++)
            {
                float scale = (float)(Math.Pow(2, (double)octave / ScalesPerOctave) * BaseScale);
                anchors.Add((float)(width * scale), (float)(height * scale));
            }
        }

        return anchors.ToArray();
    }
}
