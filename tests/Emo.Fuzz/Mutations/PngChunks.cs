using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Emo.Fuzz.Mutations;

/// <summary>PNG files as lists of chunks.</summary>
internal static class PngChunks
{
    private static readonly byte[] s_signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(byte[] file) => file.AsSpan().StartsWith(s_signature);

    public static List<(string Name, byte[] Data)> Split(byte[] file)
    {
        var chunks = new List<(string, byte[])>();
        int at = s_signature.Length;
        while (at + 12 <= file.Length)
        {
            uint length = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)), (uint)(file.Length - at - 12));
            chunks.Add((Encoding.Latin1.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + (int)length)]));
            at += 12 + (int)length;
        }

        return chunks;
    }

    public static byte[] Join(IEnumerable<(string Name, byte[] Data)> chunks) => PngWriter.File([.. chunks]);

    /// <summary>Makes the checksums right of all chunks that a file has after it was damaged.</summary>
    public static void Mend(byte[] file)
    {
        int at = s_signature.Length;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                break;
            uint checksum = Crc32.HashToUInt32(file.AsSpan(at + 4, 4 + (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), checksum);
            at += 12 + (int)length;
        }
    }

    /// <summary>The pixel data behind all IDAT chunks, as far as they can be inflated.</summary>
    public static byte[] Inflate(byte[] zlib)
    {
        using var rows = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
            byte[] buffer = new byte[4096];
            int count;
            while (rows.Length < 1 << 20 && (count = stream.Read(buffer)) > 0)
                rows.Write(buffer, 0, count);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // What came before the damage is as good.
        }

        return rows.ToArray();
    }

    /// <summary>Changes bits between a stream's header and its checksum, and makes the checksum that of what now comes out.</summary>
    public static byte[] DamageDeflate(Random random, byte[] zlib)
    {
        if (zlib.Length < 8)
            return zlib;
        byte[] deflate = random.Chance(0.7) ? RawBytes.Flip(random, zlib[2..^4]) : RawBytes.WithNumber(random, zlib[2..^4]);
        byte[] rows = InflateRaw(deflate);
        uint a = 1, b = 0;
        foreach (byte value in rows)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, (b << 16) | a);
        return [.. zlib[..2], .. deflate, .. checksum];
    }

    private static byte[] InflateRaw(byte[] deflate) => Inflate([0x78, 0x9C, .. deflate]);
}
