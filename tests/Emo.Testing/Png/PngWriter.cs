using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Emo.Testing;

/// <summary>Writes PNG files of every layout, right and wrong ones.</summary>
internal sealed class PngWriter
{
    public int Width { get; init; } = 1;

    public int Height { get; init; } = 1;

    public int Depth { get; init; } = 8;

    public int ColorType { get; init; } = 2;

    public bool Interlaced { get; init; }

    /// <summary>(x, y, channel) to the sample in the file's depth.</summary>
    public Func<int, int, int, int> Sample { get; init; } = (_, _, _) => 0;

    /// <summary>Chunks between IHDR and IDAT.</summary>
    public (string Name, byte[] Data)[] Chunks { get; init; } = [];

    /// <summary>The filter of all rows; null for each in turn.</summary>
    public int? FilterOfAll { get; init; }

    /// <summary>Replaces the filtered rows.</summary>
    public byte[]? Rows { get; init; }

    public int Channels => ColorType switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    public byte[] Write()
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = ((byte)Depth, (byte)ColorType, (byte)(Interlaced ? 1 : 0));

        byte[] data = Compress(Rows ?? FilteredRows());
        int half = data.Length / 2; // two IDAT chunks, since one stream may be split anywhere
        return File([("IHDR", header), .. Chunks, ("IDAT", data[..half]), ("IDAT", data[half..]), ("IEND", [])]);
    }

    public static byte[] File(params (string Name, byte[] Data)[] chunks)
    {
        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> number = stackalloc byte[4];
        foreach ((string name, byte[] data) in chunks)
        {
            byte[] typed = [.. Encoding.Latin1.GetBytes(name), .. data];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(typed);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(typed));
            file.Write(number);
        }

        return file.ToArray();
    }

    public static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
            zlib.Write(bytes);
        return compressed.ToArray();
    }

    private byte[] FilteredRows()
    {
        (int X, int Y, int StepX, int StepY)[] passes = Interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        var rows = new List<byte>();
        foreach (var pass in passes)
        {
            byte[]? above = null;
            for (int y = pass.Y; y < Height && pass.X < Width; y += pass.StepY)
            {
                byte[] row = PackedRow(pass.X, pass.StepX, y);
                int filter = FilterOfAll ?? (rows.Count % 5); // all five filters in one file
                rows.Add((byte)filter);
                rows.AddRange(Filter(filter, row, above ?? new byte[row.Length]));
                above = row;
            }
        }

        return [.. rows];
    }

    private byte[] PackedRow(int firstX, int stepX, int y)
    {
        var bits = new List<bool>();
        for (int x = firstX; x < Width; x += stepX)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                for (int bit = Depth - 1; bit >= 0; bit--)
                    bits.Add(((Sample(x, y, channel) >> bit) & 1) != 0);
            }
        }

        byte[] row = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            row[i / 8] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        return row;
    }

    private byte[] Filter(int filter, byte[] row, byte[] above)
    {
        int distance = Math.Max(1, Channels * Depth / 8);
        byte[] filtered = new byte[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance];
            int corner = i < distance ? 0 : above[i - distance];
            int estimate = left + above[i] - corner;
            int[] nearest = [left, above[i], corner];
            int paeth = nearest.MinBy(v => Math.Abs(v - estimate)); // the first of equals
            int prediction = filter switch { 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, 4 => paeth, _ => 0 };
            filtered[i] = (byte)(row[i] - prediction);
        }

        return filtered;
    }
}
