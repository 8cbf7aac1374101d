namespace Emo.Testing;

/// <summary>A JPEG file for a number: valid, and as odd as the standard allows.</summary>
internal static class RandomJpeg
{
    public static WrittenJpeg Create(int seed)
    {
        var random = new Random(seed);
        byte process = (byte)(WrittenJpeg.Baseline + random.Next(3));
        int width = Side(random), height = Side(random);
        var kind = (WrittenHuffman)random.Next(4);
        var components = Components(random, process, kind);
        var scans = process == WrittenJpeg.Progressive
            ? ScanScripts.Progressive(random, components, complete: random.Next(3) > 0)
            : ScanScripts.Sequential(random, components);
        if (process == WrittenJpeg.Progressive && kind == WrittenHuffman.Standard)
            scans = [.. scans.Select(scan => scan with { LongestRun = 1 })]; // all that these tables have codes for

        int orientation = random.Next(3) == 0 ? random.Next(1, 9) : 1;
        return new WrittenJpeg
        {
            Width = width,
            Height = height,
            Process = process,
            Components = components,
            Scans = WithRestarts(random, scans),
            Huffman = kind,
            OmitsTables = process != WrittenJpeg.Progressive && random.Next(2) == 0,
            WideQuantTables = process != WrittenJpeg.Baseline && random.Next(4) == 0,
            LateQuantTables = random.Next(4) == 0,
            JoinsTables = random.Next(2) == 0,
            Segments = Segments(random, orientation),
            Orientation = orientation,
            FillBytes = random.Next(3) == 0 ? [random.Next(4), random.Next(3), 0] : [0],
        };
    }

    private static int Side(Random random) => random.Next(4) switch
    {
        0 => random.Next(1, 10),
        1 => (8 * random.Next(1, 9)) + random.Next(-1, 2),
        _ => random.Next(1, 100),
    };

    private static WrittenComponent[] Components(Random random, byte process, WrittenHuffman kind)
    {
        int count = new[] { 1, 3, 3, 3, 3, 4 }[random.Next(6)];
        byte[] ids = [.. Ids(random).Take(count)];
        ushort[][] quants = [.. Enumerable.Range(0, 4).Select(_ => Quant(random, process))];
        int tables = process == WrittenJpeg.Baseline || kind == WrittenHuffman.Standard ? 2 : 4;
        return
        [
            .. Sampling(random, count).Select((factors, i) =>
            {
                int quant = random.Next(4);
                var source = new BlockSource(random, quants[quant]);
                return new WrittenComponent
                {
                    Id = ids[i],
                    X = factors.X,
                    Y = factors.Y,
                    QuantIndex = quant,
                    Quant = quants[quant],
                    Tables = (random.Next(tables), random.Next(tables)),
                    Block = source.Block,
                };
            }),
        ];
    }

    private static byte[] Ids(Random random) => random.Next(6) switch
    {
        0 => [.. "RGBA"u8],
        1 => [0, 1, 2, 3],
        2 => [.. "CMYK"u8],
        3 => [34, 35, 36, 255],
        _ => [1, 2, 3, 4],
    };

    private static (int X, int Y)[] Sampling(Random random, int count)
    {
        if (random.Next(2) == 0)
        {
            (int X, int Y)[] common = [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (1, 4), (4, 2)];
            (int X, int Y)[] first = [common[random.Next(common.Length)], (1, 1), (1, 1)];
            return [.. first.Take(count), .. Enumerable.Repeat(first[0], Math.Max(0, count - 3))];
        }

        int maxX = random.Next(1, 5), maxY = random.Next(1, 5);
        (int X, int Y)[] factors = [.. Enumerable.Range(0, count).Select(_ => (Divisor(random, maxX), Divisor(random, maxY)))];
        factors[random.Next(count)] = (maxX, maxY);
        return factors;
    }

    private static int Divisor(Random random, int value)
    {
        int[] divisors = [.. Enumerable.Range(1, value).Where(d => value % d == 0)];
        return divisors[random.Next(divisors.Length)];
    }

    private static ushort[] Quant(Random random, byte process)
    {
        int most = random.Next(4) switch { 0 => 1, 1 => 8, 2 => 60, _ => process == WrittenJpeg.Baseline ? 255 : 600 };
        return [.. Enumerable.Range(0, 64).Select(_ => (ushort)random.Next(1, most + 1))];
    }

    private static WrittenScan[] WithRestarts(Random random, WrittenScan[] scans)
    {
        int choice = random.Next(4), interval = random.Next(1, 20);
        return choice switch
        {
            0 => [.. scans.Select(scan => scan with { RestartInterval = interval })],
            1 => [.. scans.Select(scan => scan with { RestartInterval = random.Next(2) * random.Next(1, 30) })],
            _ => scans,
        };
    }

    private static (byte, byte[])[] Segments(Random random, int orientation)
    {
        var segments = new List<(byte, byte[])>();
        if (random.Next(2) == 0)
            segments.Add((0xE0, WrittenJpeg.Jfif));
        if (random.Next(3) == 0)
            segments.Add((0xEE, WrittenJpeg.Adobe((byte)random.Next(3))));
        if (orientation > 1 || random.Next(3) == 0)
            segments.Add((0xE1, WrittenJpeg.Exif(orientation)));
        if (random.Next(4) == 0)
            segments.Add((0xFE, [.. "a comment with \xFF\xD8 inside"u8]));
        if (random.Next(4) == 0)
            segments.Add(((byte)random.Next(0xE2, 0xEE), new byte[random.Next(40)]));
        return [.. segments];
    }
}
