namespace Emo.Fuzz.Mutations;

/// <summary>Damage that knows nothing of a format.</summary>
internal static class RawBytes
{
    /// <summary>One to three kinds of damage; the other file is one to splice with.</summary>
    public static byte[] Damage(Random random, byte[] file, byte[] other)
    {
        for (int i = random.Few(); i > 0 && file.Length > 0; i--)
        {
            file = random.Next(8) switch
            {
                0 => file[..random.Next(file.Length)],
                1 => Splice(random, file, other),
                2 => Repeat(random, file),
                3 => Remove(random, file),
                4 => WithNumber(random, file),
                5 => [.. file[..random.Next(file.Length + 1)], .. random.Bytes(random.Next(1, 9)), .. file[random.Next(file.Length)..]],
                _ => Flip(random, file),
            };
        }

        return file;
    }

    public static byte[] Flip(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        for (int i = random.Next(1, 7); i > 0 && copy.Length > 0; i--)
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    /// <summary>The beginning of one, and the end of the other.</summary>
    public static byte[] Splice(Random random, byte[] file, byte[] other) =>
        [.. file[..random.Next(file.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    /// <summary>Writes an odd number of 1, 2, 4 or 8 bytes somewhere.</summary>
    public static byte[] WithNumber(Random random, byte[] file)
    {
        byte[] copy = [.. file];
        int size = 1 << random.Next(4);
        byte[] number = BitConverter.GetBytes(random.OddNumber())[..size];
        if (random.Chance(0.5))
            Array.Reverse(number);
        if (copy.Length >= size)
            number.CopyTo(copy, random.Next(copy.Length - size + 1));
        return copy;
    }

    private static byte[] Repeat(Random random, byte[] file)
    {
        var (start, end) = Range(random, file);
        return [.. file[..end], .. file[start..]];
    }

    private static byte[] Remove(Random random, byte[] file)
    {
        var (start, end) = Range(random, file);
        return [.. file[..start], .. file[end..]];
    }

    private static (int Start, int End) Range(Random random, byte[] file)
    {
        int start = random.Next(file.Length);
        return (start, Math.Min(file.Length, start + random.Next(1, 65)));
    }
}
