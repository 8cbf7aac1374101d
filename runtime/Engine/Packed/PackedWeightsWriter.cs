using System.Buffers.Binary;
using System.IO.Hashing;
using Emo.Files;
using Microsoft.Win32.SafeHandles;

namespace Emo.CompilerServices;

/// <summary>Writes a file of packed weights, of which nobody ever reads half: see <see cref="FileReplacement"/>.</summary>
internal static class PackedWeightsWriter
{
    private const int ChunkBytes = 16 << 20;

    /// <exception cref="IOException">The file cannot be written, or is a device or a pipe. What was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder. What was there is untouched.</exception>
    public static void Write(string path, ModelInfo model, NativeBuffer weights) =>
        FileReplacement.Write(path, PackedWeightsHeader.Length + weights.Bytes, file => Write(file, model, weights));

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
