namespace Emo.CompilerServices;

/// <summary>The boxes of all levels that go into the suppression, in memory that is there before.</summary>
internal sealed class Candidates(int capacity)
{
    private readonly Candidate[] _items = new Candidate[capacity];
    private readonly ulong[] _order = new ulong[capacity];

    public int Count { get; private set; }

    public ref readonly Candidate this[ulong key] => ref _items[TopScores.IndexOf(key)];

    public void Clear() => Count = 0;

    public void Add(in Candidate candidate) => _items[Count++] = candidate;

    /// <summary>Keys of all, by descending score, equal ones in the order in which they were added.</summary>
    public ReadOnlySpan<ulong> ByScore()
    {
        for (int i = 0; i < Count; i++)
            _order[i] = TopScores.KeyOf(_items[i].Score, (uint)i);
        var order = _order.AsSpan(0, Count);
        order.Sort();
        return order;
    }
}

/// <summary>A box that may become a detection, in pixels of the picture.</summary>
internal readonly record struct Candidate(Box Box, int Class, float Score);
