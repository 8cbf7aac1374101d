namespace Emo.Fuzz.Mutations;

/// <summary>Choices of a random number generator.</summary>
internal static class Dice
{
    private static readonly long[] s_oddNumbers =
    [
        0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 63, 64, 65, 127, 128, 255, 256, 257, 1000, 4096, 32767, 32768, 65535, 65536, 1 << 20, 1 << 24,
        int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue / 4, long.MaxValue / 2,
        long.MaxValue - 1, long.MaxValue, long.MinValue, -1, -2, -8, int.MinValue,
    ];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>How many changes: one as a rule, so that most of a file stays as it was.</summary>
    public static int Few(this Random random)
    {
        int count = 1;
        while (random.Chance(0.35))
            count++;
        return count;
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>A number at which something ends, or one near the given one.</summary>
    public static long OddNumber(this Random random, long near = 0) => random.Next(4) switch
    {
        0 => unchecked(near + random.Next(-3, 4)),
        1 => random.Next(1 << random.Next(1, 20)),
        _ => random.Pick(s_oddNumbers),
    };

    public static byte[] Bytes(this Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
