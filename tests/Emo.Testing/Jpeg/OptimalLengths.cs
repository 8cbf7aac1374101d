namespace Emo.Testing;

/// <summary>Huffman's algorithm, with the limits of JPEG: at most 16 bits, and no code of ones only.</summary>
internal static class OptimalLengths
{
    /// <summary>Lengths of codes for symbols that occur so often; <paramref name="counts"/> descend, the lengths ascend.</summary>
    public static int[] Of(int[] counts)
    {
        // The rarest symbol of all takes the code of ones, and is dropped; frequent ones are not too frequent for 16 bits.
        double[] weights = [.. counts.Select(count => (double)count), 0.5];
        while (true)
        {
            int[] lengths = Unlimited(weights);
            if (lengths.Max() <= 16)
                return [.. lengths[..^1].Order()];
            weights = [.. weights.Select(Math.Sqrt)];
        }
    }

    private static int[] Unlimited(double[] weights)
    {
        var trees = new PriorityQueue<int[], double>();
        for (int i = 0; i < weights.Length; i++)
            trees.Enqueue([i], weights[i]);
        int[] lengths = new int[weights.Length];
        while (trees.Count > 1)
        {
            trees.TryDequeue(out int[]? a, out double first);
            trees.TryDequeue(out int[]? b, out double second);
            int[] joined = [.. a!, .. b!];
            foreach (int leaf in joined)
                lengths[leaf]++;
            trees.Enqueue(joined, first + second);
        }

        return lengths;
    }
}
