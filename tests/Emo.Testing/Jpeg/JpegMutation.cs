using System.Buffers.Binary;

namespace Emo.Testing;

/// <summary>Damages JPEG files, at random, where it matters.</summary>
internal sealed class JpegMutation(Random random, IReadOnlyList<byte[]> files)
{
    /// <summary>One of the files, with one to three kinds of damage, and what they were.</summary>
    public (byte[] File, string What) Next()
    {
        int index = random.Next(files.Count);
        byte[] file = files[index];
        string what = $"file {index}";
        for (int i = random.Next(1, 4); i > 0 && file.Length > 4; i--)
            file = Damage(file, ref what);
        return (file, what);
    }

    private byte[] Damage(byte[] file, ref string what)
    {
        int kind = random.Next(9);
        what += ", " + kind switch
        {
            0 => "bits flipped",
            1 => "cut short",
            2 => "a segment's length",
            3 => "a marker",
            4 => "spliced with another",
            5 => "bytes removed",
            6 => "bytes twice",
            7 => "a byte of a segment",
            _ => "a segment moved",
        };
        return kind switch
        {
            0 => Flip(file),
            1 => file[..random.Next(4, file.Length)],
            2 => WithLength(file),
            3 => At(file, Segment(file) + 1, (byte)random.Next(0xC0, 0x100)),
            4 => Splice(file, files[random.Next(files.Count)]),
            5 => Cut(file, repeat: false),
            6 => Cut(file, repeat: true),
            7 => At(file, Segment(file) + 4 + random.Next(30), (byte)random.Next(256)),
            _ => Move(file),
        };
    }

    private byte[] Flip(byte[] file)
    {
        byte[] copy = [.. file];
        for (int i = random.Next(1, 9); i > 0; i--)
            copy[random.Next(2, copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private byte[] WithLength(byte[] file)
    {
        byte[] copy = [.. file];
        int at = Segment(file) + 2;
        if (at + 2 > copy.Length)
            return copy;
        var length = copy.AsSpan(at, 2);
        int value = random.Next(3) switch
        {
            0 => random.Next(0x10000),
            1 => random.Next(4),
            _ => BinaryPrimitives.ReadUInt16BigEndian(length) + random.Next(-3, 4),
        };
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value);
        return copy;
    }

    private byte[] Splice(byte[] file, byte[] other) =>
        random.Next(2) == 0
            ? [.. file[..random.Next(2, file.Length)], .. other[random.Next(2, other.Length)..]]
            : [.. file[..Segment(file)], .. other[Segment(other)..]];

    private byte[] Cut(byte[] file, bool repeat)
    {
        int start = random.Next(2, file.Length), end = Math.Min(file.Length, start + random.Next(1, 200));
        return repeat ? [.. file[..end], .. file[start..]] : [.. file[..start], .. file[end..]];
    }

    private byte[] Move(byte[] file)
    {
        int first = Segment(file), second = Segment(file), third = Segment(file);
        (first, second) = (Math.Min(first, second), Math.Max(first, second));
        return third < first
            ? [.. file[..third], .. file[first..second], .. file[third..first], .. file[second..]]
            : [.. file[..first], .. file[second..], .. file[first..second]];
    }

    /// <summary>Where some marker is.</summary>
    private int Segment(byte[] file)
    {
        int from = random.Next(2, file.Length);
        for (int i = 0; i < file.Length - 1; i++)
        {
            int at = (from + i) % (file.Length - 1);
            if (file[at] == 0xFF && file[at + 1] is >= 0xC0 and < 0xFF)
                return Math.Max(2, at);
        }

        return 2;
    }

    private static byte[] At(byte[] file, int place, byte value)
    {
        byte[] copy = [.. file];
        copy[Math.Min(place, copy.Length - 1)] = value;
        return copy;
    }
}
