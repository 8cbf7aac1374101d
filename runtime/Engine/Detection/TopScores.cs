namespace Emo.CompilerServices;

/// <summary>
/// Keeps the <c>count</c> highest of any number of scores, with an index each; of equal scores the lower index. Collects twice as
/// many, then drops the lower half, which costs O(1) comparisons of neighbours a score. Scores are above 0, so that their bits
/// sort as they do.
/// </summary>
internal sealed class TopScores(int capacity)
{
    private readonly ulong[] _keys = new ulong[2 * capacity];
    private int _wanted;
    private int _count;

    /// <summary>Scores that are not above this are not among the best.</summary>
    public float Threshold { get; private set; }

    public void Begin(int wanted, float threshold)
    {
        _wanted = wanted;
        _count = 0;
        Threshold = threshold;
    }

    /// <summary>True if the threshold has risen.</summary>
    public bool Add(float score, uint index)
    {
        _keys[_count++] = KeyOf(score, index);
        if (_count < 2 * _wanted)
            return false;
        float before = Threshold;
        KeepBest();
        // One that is equal to the last has to be compared by index.
        Threshold = Math.Max(before, float.BitDecrement(ScoreOf(_keys[_wanted - 1])));
        return Threshold > before;
    }

    /// <summary>The best, in order; see <see cref="IndexOf"/> and <see cref="ScoreOf"/>.</summary>
    public ReadOnlySpan<ulong> Finish()
    {
        KeepBest();
        return _keys.AsSpan(0, _count);
    }

    /// <summary>Ascending keys are descending scores, then ascending indices.</summary>
    public static ulong KeyOf(float score, uint index) => ((ulong)~BitConverter.SingleToUInt32Bits(score) << 32) | index;

    public static float ScoreOf(ulong key) => BitConverter.UInt32BitsToSingle(~(uint)(key >> 32));

    public static uint IndexOf(ulong key) => (uint)key;

    private void KeepBest()
    {
        _keys.AsSpan(0, _count).Sort();
        _count = Math.Min(_count, _wanted);
    }
}
