using System.Runtime.InteropServices;

namespace Emo.Checkpoints;

/// <summary>The stack of the unpickler, with marks, bounded.</summary>
internal sealed class PickleStack(PickleBytes pickle)
{
    // A list of a million numbers is on the stack at once: Python writes them in batches of a thousand, other writers need not.
    private const int MaxDepth = 1_000_000;

    private readonly List<PickleValue> _values = [];
    private readonly List<int> _marks = [];

    /// <summary>True when a single value and no mark is left.</summary>
    public bool HoldsOneValue => _values.Count == 1 && _marks.Count == 0;

    public void Push(PickleValue value)
    {
        if (_values.Count == MaxDepth)
            throw pickle.Error($"more than {MaxDepth} values are on the stack");
        _values.Add(value);
    }

    public void Mark()
    {
        if (_marks.Count == MaxDepth)
            throw pickle.Error($"more than {MaxDepth} marks are on the stack");
        _marks.Add(_values.Count);
    }

    /// <summary>The topmost value, which must lie above the topmost mark.</summary>
    public PickleValue Peek() => _values.Count > Floor ? _values[^1] : throw Underflow();

    public PickleValue Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Takes the topmost value, or the mark if there is none above it.</summary>
    public void PopValueOrMark()
    {
        if (_values.Count == Floor && _marks.Count > 0)
            _marks.RemoveAt(_marks.Count - 1);
        else
            Pop();
    }

    /// <summary>Takes the topmost values, the topmost last.</summary>
    public PickleValue[] Pop(int count)
    {
        if (_values.Count - Floor < count)
            throw Underflow();
        var popped = CollectionsMarshal.AsSpan(_values)[^count..].ToArray();
        _values.RemoveRange(_values.Count - count, count);
        return popped;
    }

    /// <summary>Takes the values above the topmost mark, and the mark.</summary>
    public PickleValue[] PopToMark()
    {
        if (_marks.Count == 0)
            throw Underflow();
        var popped = Pop(_values.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return popped;
    }

    /// <summary>
    /// The text close to the top of the stack: the key that the object being built will get, for messages.
    /// Looking further would find other objects' keys, and take a hostile pickle's time.
    /// </summary>
    public string NearestText()
    {
        const int distance = 8;
        for (int i = _values.Count - 1; i >= Math.Max(0, _values.Count - distance); i--)
        {
            if (_values[i] is PickleText text)
                return text.Value;
        }
        return "(without a name)";
    }

    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    private CheckpointException Underflow() => pickle.Error("a value is missing on the stack");
}
