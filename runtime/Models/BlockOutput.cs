namespace Emo;

/// <summary>Receives what a block of a model has computed, while the model predicts; see <see cref="IEmoModel.Observer"/>.</summary>
/// <param name="output">Valid during the call only: the next block overwrites it.</param>
public delegate void BlockObserver(BlockOutput output);

/// <summary>What a block of a model has computed. Nothing is copied unless asked for.</summary>
public readonly unsafe ref struct BlockOutput
{
    private readonly float* _cells;
    private readonly int _padding;

    internal BlockOutput(string name, FeatureShape shape, float* cells, int padding)
    {
        Name = name;
        Shape = shape;
        _cells = cells;
        _padding = padding;
    }

    /// <summary>
    /// The block, as <c>Describe()</c> names it and as its tensors begin in the state dict: <c>stage0</c> (the stem),
    /// <c>stage1.0</c>, ..., <c>head</c>.
    /// </summary>
    public string Name { get; }

    /// <summary>The shape of its output.</summary>
    public FeatureShape Shape { get; }

    /// <summary>
    /// False if there is no such map, because the block's last layer is computed together with one of the next block: so the last
    /// convolution of the stem, where only linear operations lie between it and the first one of <c>stage1.0</c>. A spec with a
    /// <c>features</c> head that names <c>stage0</c> computes it.
    /// </summary>
    public bool IsComputed => _cells != null;

    /// <summary>Copies the values, planar (CHW).</summary>
    /// <param name="planar">Receives as many values as <see cref="Shape"/> has.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">There is no such map: see <see cref="IsComputed"/>.</exception>
    public void CopyTo(Span<float> planar)
    {
        if (!IsComputed)
        {
            throw new InvalidOperationException(
                $"{Name} has no output of its own: its last layer is computed together with one of the next block.");
        }

        if (planar.Length != Shape.Length)
        {
            throw new ArgumentException(
                $"The output of {Name} has {Shape.Length} values {Shape}, but the span has {planar.Length}.", nameof(planar));
        }

        CellLayout.CopyToPlanar(_cells, Shape, _padding, planar);
    }

    /// <summary>The values, planar (CHW).</summary>
    /// <exception cref="InvalidOperationException">There is no such map: see <see cref="IsComputed"/>.</exception>
    public float[] ToArray()
    {
        float[] planar = new float[Shape.Length];
        CopyTo(planar);
        return planar;
    }
}
