namespace Emo.Codegen.Emission;

/// <summary>The numbers that the kernels of a target load. Equal constants share their place.</summary>
internal sealed class ConstantTable
{
    /// <summary>Tables begin at a cache line, so that no load crosses one.</summary>
    private const int TableAlignment = Planning.ChannelLayout.Lanes;

    private readonly Dictionary<Constant, int> _places = [];
    private readonly List<float> _floats = [];
    private bool _isFrozen;

    public IReadOnlyList<float> Floats => _floats;

    /// <summary>Where a constant is; a table fills a vector, or its own size if that is more.</summary>
    public int Place(Constant constant, VectorTarget target)
    {
        if (_places.TryGetValue(constant, out int place))
            return place;
        if (_isFrozen)
            throw new InvalidOperationException($"The constant {constant} is of no function that the shared table was made of.");
        while (constant.IsTable && _floats.Count % TableAlignment != 0)
            _floats.Add(0);
        place = _floats.Count;
        _places.Add(constant, place);
        int copies = constant.IsTable ? Math.Max(1, target.Lanes / Constant.TableSize) : 1;
        for (int i = 0; i < copies; i++)
            _floats.AddRange(constant.Values);
        return place;
    }

    /// <summary>From here on it has all that it will have.</summary>
    public ConstantTable Freeze()
    {
        _isFrozen = true;
        return this;
    }
}
