using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// Reads packed weights into memory. A file that is not whole, or that was packed for anything else, is refused with the reason.
/// </summary>
internal static class PackedWeightsReader
{
    // Checksummed and looked through while the bytes are still in the cache.
    private const int ChunkBytes = 256 << 10;

    public static bool Recognises(CheckpointFile file)
    {
        Span<byte> start = stackalloc byte[PackedWeightsHeader.Magic.Length];
        if (file.Length < start.Length)
            return false;
        file.Read(0, start);
        return start.SequenceEqual(PackedWeightsHeader.Magic);
    }

    /// <exception cref="CheckpointException">
    /// The file is not a whole file of packed weights of this model, in this version's layout, or a weight is NaN or infinite.
    /// </exception>
    public static PackedModel Read(CheckpointFile file, ModelDefinition definition)
    {
        Span<byte> bytes = stackalloc byte[PackedWeightsHeader.Length];
        if (file.Length < bytes.Length)
        {
            throw file.Error(
                $"it is truncated: a file of packed weights begins with {bytes.Length} bytes of header, " +
                $"but it has {file.Length} in all; copy or save it again");
        }

        file.Read(0, bytes);
        var header = PackedWeightsHeader.Read(bytes);
        PackedWeightsChecks.Check(file, header, definition);

        var weights = new NativeBuffer(definition.Info.WeightBytes, zeroed: false);
        try
        {
            var checksum = new XxHash3();
            checksum.Append(bytes[..PackedWeightsHeader.ChecksumOffset]);
            long? notFinite = header.Storage == (uint)WeightStorage.Float16
                ? ReadHalves(file, weights, checksum)
                : ReadFloats(file, weights, checksum);
            byte[] extras = file.Read(PackedWeightsHeader.Length + header.StoredBytes, header.ExtraBytes);
            checksum.Append(extras);
            file.EnsureUnchanged();
            Check(file, BinaryPrimitives.ReadUInt64LittleEndian(bytes[PackedWeightsHeader.ChecksumOffset..]), checksum);
            if (notFinite is { } index)
                throw NotFinite(file, weights, index);
            return new PackedModel(
                weights, PackedExtras.ReadNorm(file, header, extras), PackedExtras.ReadLabels(file, header, extras));
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }
    }

    private static void Check(CheckpointFile file, ulong expected, XxHash3 checksum)
    {
        ulong actual = checksum.GetCurrentHashAsUInt64();
        if (actual != expected)
        {
            throw file.Error(
                $"it is damaged: its checksum is {actual:x16} and should be {expected:x16}; copy it again, " +
                "or load the checkpoint and save the weights again");
        }
    }

    /// <summary>Returns the index of the first weight that is not finite, if there is one.</summary>
    private static unsafe long? ReadFloats(CheckpointFile file, NativeBuffer weights, XxHash3 checksum)
    {
        long? notFinite = null;
        for (long done = 0; done < weights.Bytes; done += ChunkBytes)
        {
            var chunk = new Span<byte>((byte*)weights.Pointer + done, (int)Math.Min(ChunkBytes, weights.Bytes - done));
            file.Read(PackedWeightsHeader.Length + done, chunk);
            checksum.Append(chunk);
            long first = done / sizeof(float);
            notFinite ??= first + FiniteWeights.FindOther(weights.Pointer + first, chunk.Length / sizeof(float));
        }

        return notFinite;
    }

    /// <summary>The same for weights that are widened on the way.</summary>
    private static unsafe long? ReadHalves(CheckpointFile file, NativeBuffer weights, XxHash3 checksum)
    {
        long? notFinite = null;
        long length = weights.Bytes / sizeof(float);
        var halves = new Half[(int)Math.Min(ChunkBytes / sizeof(float), length)];
        for (long first = 0; first < length; first += halves.Length)
        {
            int count = (int)Math.Min(halves.Length, length - first);
            var chunk = MemoryMarshal.AsBytes(halves.AsSpan(0, count));
            file.Read(PackedWeightsHeader.Length + (first * sizeof(ushort)), chunk);
            checksum.Append(chunk);
            HalfWeights.Widen(halves.AsSpan(0, count), new Span<float>(weights.Pointer + first, count));
            notFinite ??= first + FiniteWeights.FindOther(weights.Pointer + first, count);
        }

        return notFinite;
    }

    private static unsafe CheckpointException NotFinite(CheckpointFile file, NativeBuffer weights, long index) => file.Error(
        $"weight {index} of {weights.Bytes / sizeof(float)} is {weights.Pointer[index]}, and no prediction can be computed from that; " +
        "load a checkpoint whose weights are finite and save them again");
}
