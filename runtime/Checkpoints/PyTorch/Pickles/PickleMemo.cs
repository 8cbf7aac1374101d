namespace Emo.Checkpoints;

/// <summary>The values that a pickle may recall. Python numbers them from 0 on, so that a list holds nearly all.</summary>
internal sealed class PickleMemo(PickleBytes pickle)
{
    private const int MaxElsewhere = 100_000;

    private readonly List<PickleValue> _values = [];
    private readonly Dictionary<uint, PickleValue> _elsewhere = [];

    /// <summary>The number that Python would give to the next value.</summary>
    public uint Count => (uint)(_values.Count + _elsewhere.Count);

    public void Put(uint index, PickleValue value)
    {
        if (index < _values.Count)
            _values[(int)index] = value;
        else if (index == _values.Count && !_elsewhere.ContainsKey(index))
            _values.Add(value);
        else if (_elsewhere.Count < MaxElsewhere)
            _elsewhere[index] = value;
        else
            throw pickle.Error($"more than {MaxElsewhere} values are memorized under numbers that do not follow each other");
    }

    public PickleValue Get(uint index) =>
        index < _values.Count ? _values[(int)index]
        : _elsewhere.TryGetValue(index, out var value) ? value
        : throw pickle.Error($"value {index} is recalled, but was never memorized");
}
