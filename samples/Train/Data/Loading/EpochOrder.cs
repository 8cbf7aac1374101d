namespace Emo.Train.Data;

/// <summary>Which picture comes at which place of an epoch, and the random numbers of a place.</summary>
/// <param name="repeats">How often each picture comes, at least 1.</param>
/// <param name="batchSize">Samples in a batch.</param>
/// <param name="seed">Another one gives other orders.</param>
internal sealed class EpochOrder(IReadOnlyList<double> repeats, int batchSize, int seed)
{
    private const int Shuffle = -1;

    /// <summary>At least 1. What is left of an epoch is dropped; other pictures are in the rest of the next one.</summary>
    public int Batches { get; } = Math.Max(1, (int)Math.Floor(repeats.Sum() / batchSize));

    /// <summary>The places of an epoch: of all pictures in random order, and again where they are fewer than a batch.</summary>
    public int[] Of(int epoch)
    {
        var random = RandomAt(epoch, Shuffle);
        var order = new List<int>();
        while (order.Count < Batches * batchSize)
        {
            int[] round = Round(random.NextDouble());
            random.Shuffle(round);
            order.AddRange(round);
        }

        return [.. order.Take(Batches * batchSize)];
    }

    /// <summary>The generator of one sample, whichever thread makes it.</summary>
    public Random RandomAt(int epoch, int place)
    {
        ulong state = Mixed((uint)seed);
        state = Mixed(state ^ (uint)epoch);
        state = Mixed(state ^ (uint)place);
        return new Random((int)(state >> 33));
    }

    /// <summary>Each picture as often as its factor says, the fraction by chance, so that their number is the same in each epoch.</summary>
    private int[] Round(double offset)
    {
        var round = new List<int>();
        double sum = offset;
        for (int i = 0; i < repeats.Count; i++)
        {
            double next = sum + repeats[i];
            for (int copies = (int)(Math.Floor(next) - Math.Floor(sum)); copies > 0; copies--)
                round.Add(i);
            sum = next;
        }

        return [.. round];
    }

    /// <summary>The finaliser of splitmix64 (Steele, Lea, Flood, OOPSLA 2014): near numbers become far ones.</summary>
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
