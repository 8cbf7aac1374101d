namespace Emo.Codegen.Specs;

/// <summary>The anchors at each cell of each level; all lists of levels are as long as the neck has levels.</summary>
internal abstract record AnchorSpec(EquatableArray<int> Strides)
{
    public abstract int PerCell(int level);

    /// <summary>
    /// The anchors at cell (0, 0) of a level, to the last bit those of mmdetection's anchor generators: single precision, rounded
    /// after every operation (the casts are for compilers that would keep more digits), in their order. Left, top, right, bottom of
    /// each, in pixels.
    /// </summary>
    public abstract EquatableArray<float> AtFirstCell(int level);
}
