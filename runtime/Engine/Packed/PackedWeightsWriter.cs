using System.Buffers.Binary;
using System.IO.Hashing;
using Emo.Files;

namespace Emo.CompilerServices;

/// <summary>Writes a file of packed weights, of which nobody ever reads half: see <see cref="FileReplacement"/>.</summary>
internal static class PackedWeightsWriter
{
    private const int ChunkBytes = 16 << 20;

    /// <exception cref="IOException">The file cannot be written, or is a device or a pipe. What was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder. What was there is untouched.</exception>
    public static void Write(string path, ModelInfo model, NativeBuffer weights, WeightStorage storage) => FileReplacement.Write(
        path, PackedWeightsHeader.Length + weights.Bytes, file => Write(file, model, weights, storage));

    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, ModelInfo model, NativeBuffer weights, WeightStorage storage)
    {
        if (storage != WeightStorage.Float32)
            throw new NotSupportedException($"{storage} is not supported yet.");
        Span<byte> header = stackalloc byte[PackedWeightsHeader.Length];
        new PackedWeightsHeader(PackedWeightsHeader.CurrentFormat, model.PackingId, weights.Bytes, model.Name).Write(header);
        var checksum = new XxHash3();
        checksum.Append(header[..PackedWeightsHeader.ChecksumOffset]);
        for (long done = 0; done < weights.Bytes; done += ChunkBytes)
            checksum.Append(Chunk(weights, done));

        BinaryPrimitives.WriteUInt64LittleEndian(header[PackedWeightsHeader.ChecksumOffset..], checksum.GetCurrentHashAsUInt64());
        stream.Write(header);
        for (long done = 0; done < weights.Bytes; done += ChunkBytes)
            stream.Write(Chunk(weights, done));
    }

    private static unsafe ReadOnlySpan<byte> Chunk(NativeBuffer weights, long start) =>
        new((byte*)weights.Pointer + start, (int)Math.Min(ChunkBytes, weights.Bytes - start));
}
