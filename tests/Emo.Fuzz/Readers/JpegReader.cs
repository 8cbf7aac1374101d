using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>JPEG: segments, their lengths, tables and scans.</summary>
internal sealed class JpegReader : PictureReader
{
    private const int RandomFiles = 100;
    private const int LargestSeed = 12_000;

    public override string Name => "jpeg";

    public override string Description => "JPEG files";

    public override byte[] Make(Random random)
    {
        if (random.Chance(0.02))
            return Bomb(random);
        if (random.Chance(0.05))
            return RawBytes.Damage(random, Seed(random), Seed(random));
        byte[] file = random.Chance(0.6) ? new JpegMutation(random, Seeds).Next().File : [.. Seed(random)];
        for (int i = random.Next(3); i > 0; i--)
            ChangeSegment(random, file);
        return file;
    }

    protected override IEnumerable<byte[]> MakeSeeds() =>
    [
        .. Enumerable.Range(0, RandomFiles).Select(seed => RandomJpeg.Create(seed).Write()),
        .. SeedFiles.Of("pictures", LargestSeed).Where(file => file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])),
    ];

    /// <summary>A byte of a segment that says how the others are to be read.</summary>
    private static void ChangeSegment(Random random, byte[] file)
    {
        byte marker = random.Pick([(byte)0xC0, (byte)0xC4, (byte)0xDA, (byte)0xDB, (byte)0xDD, (byte)0xDC, (byte)0xE1, (byte)0xEE]);
        int first = random.Next(Math.Max(1, file.Length));
        for (int i = 0; i < file.Length - 10; i++)
        {
            int at = (first + i) % (file.Length - 10);
            bool isFrame = marker == 0xC0 && file[at + 1] is 0xC1 or 0xC2;
            if (file[at] != 0xFF || (file[at + 1] != marker && !isFrame))
                continue;
            int length = (file[at + 2] << 8) | file[at + 3];
            int place = at + 2 + random.Next(Math.Clamp(length, 2, file.Length - at - 2));
            file[place] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(file[place] + random.Next(-2, 3)),
                2 => (byte)random.Pick([0, 1, 0x11, 0x22, 0x41, 0x14, 0x44, 63, 64, 255, 0x0F, 0xF0]),
                _ => (byte)(file[place] ^ (1 << random.Next(8))),
            };
            return;
        }
    }

    private static byte[] Bomb(Random random)
    {
        switch (random.Next(6))
        {
            case 0: // many scans of nothing
                return EmptyScans.Many(8 * random.Next(1, 200), 8 * random.Next(1, 100), random.Next(2, 500));
            case 1:
                return EmptyScans.UsualColour(16 * random.Next(1, 120), 16 * random.Next(1, 120));
            case 2: // the largest size that a header may claim, or one beyond, over a small file
                byte[] file = EmptyScans.Usual(64, 64);
                int at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]);
                random.Bytes(4).CopyTo(file, at + 5);
                return file;
            case 3: // many empty segments
                byte[] small = EmptyScans.Usual(8, 8), segment = [0xFF, (byte)random.Next(0xE0, 0xFF), 0, 2];
                return [.. small[..2], .. Enumerable.Repeat(segment, 1 << random.Next(4, 15)).SelectMany(bytes => bytes), .. small[2..]];
            case 4: // many restarts
                return WithRestarts(random);
            default: // fill bytes
                byte[] filled = EmptyScans.Usual(16, 16);
                return [.. filled[..2], .. Enumerable.Repeat((byte)0xFF, 1 << random.Next(4, 18)), .. filled[2..]];
        }
    }

    private static byte[] WithRestarts(Random random)
    {
        byte[] file = EmptyScans.Usual(8 * random.Next(1, 300), 8 * random.Next(1, 300));
        var restarts = Enumerable.Range(0, 1 << random.Next(4, 15)).SelectMany(i => (byte[])[0xFF, (byte)(0xD0 + (i % 8))]);
        return [.. file[..2], 0xFF, 0xDD, 0, 4, 0, (byte)random.Next(1, 4), .. file[2..^2], .. restarts, 0xFF, 0xD9];
    }
}
