using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Emo.CompilerServices;

/// <summary>Writes a file of packed weights: beside its place first, then renamed, so that nobody ever reads half a file.</summary>
internal static class PackedWeightsWriter
{
    private const int ChunkBytes = 16 << 20;

    public static void Write(string path, ModelInfo model, NativeBuffer weights)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var file = File.OpenHandle(
            temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: PackedWeightsHeader.Length + weights.Bytes);
        try
        {
            using (file)
            {
                Write(file, model, weights);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Write(SafeFileHandle file, ModelInfo model, NativeBuffer weights)
    {
        Span<byte> header = stackalloc byte[PackedWeightsHeader.Length];
        new PackedWeightsHeader(PackedWeightsHeader.CurrentFormat, model.PackingId, weights.Bytes, model.Name).Write(header);
        var checksum = new XxHash3();
        checksum.Append(header[..PackedWeightsHeader.ChecksumOffset]);
        for (long done = 0; done < weights.Bytes; done += ChunkBytes)
        {
            var chunk = Chunk(weights, done);
            checksum.Append(chunk);
            RandomAccess.Write(file, chunk, PackedWeightsHeader.Length + done);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(header[PackedWeightsHeader.ChecksumOffset..], checksum.GetCurrentHashAsUInt64());
        RandomAccess.Write(file, header, 0);
    }

    private static unsafe ReadOnlySpan<byte> Chunk(NativeBuffer weights, long start) =>
        new((byte*)weights.Pointer + start, (int)Math.Min(ChunkBytes, weights.Bytes - start));
}
