using System.Buffers.Binary;
using System.IO.Hashing;
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
    public static NativeBuffer Read(CheckpointFile file, ModelInfo model)
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
        Check(file, header, model);

        var weights = new NativeBuffer(model.WeightBytes, zeroed: false);
        try
        {
            var checksum = new XxHash3();
            checksum.Append(bytes[..PackedWeightsHeader.ChecksumOffset]);
            long? notFinite = ReadWeights(file, weights, checksum);
            file.EnsureUnchanged();
            ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(bytes[PackedWeightsHeader.ChecksumOffset..]);
            ulong actual = checksum.GetCurrentHashAsUInt64();
            if (actual != expected)
            {
                throw file.Error(
                    $"it is damaged: its checksum is {actual:x16} and should be {expected:x16}; copy it again, " +
                    "or load the checkpoint and save the weights again");
            }

            if (notFinite is { } index)
                throw NotFinite(file, weights, index);

            return weights;
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }
    }

    private static void Check(CheckpointFile file, PackedWeightsHeader header, ModelInfo model)
    {
        if (header.FormatVersion != PackedWeightsHeader.CurrentFormat)
        {
            throw file.Error(
                $"it holds packed weights in format {header.FormatVersion}, " +
                $"and this version of Emo.Codegen reads format {PackedWeightsHeader.CurrentFormat}; " +
                "load the checkpoint and save the weights again");
        }

        if (header.PackingId != model.PackingId)
        {
            throw file.Error(header.Model == model.Name
                ? $"its weights were packed for another version of {model.Name} (packing {header.PackingId:x32}, " +
                    $"this one has {model.PackingId:x32}); load the checkpoint and save the weights again"
                : $"its weights were packed for {Printable.Quote(header.Model)}, not for '{model.Name}'; " +
                    $"load the checkpoint of {model.Name} and save its weights");
        }

        long expected = PackedWeightsHeader.Length + model.WeightBytes;
        if (header.WeightBytes != model.WeightBytes)
        {
            throw file.Error(
                $"its header says {header.WeightBytes} bytes of weights, and {model.Name} has {model.WeightBytes}; " +
                "load the checkpoint and save the weights again");
        }

        if (file.Length != expected)
        {
            throw file.Error(
                $"it has {file.Length} bytes instead of {expected}, " +
                $"so it is {(file.Length < expected ? "truncated" : "not only packed weights")}; copy or save it again");
        }
    }

    /// <summary>Returns the index of the first weight that is not finite, if there is one.</summary>
    private static unsafe long? ReadWeights(CheckpointFile file, NativeBuffer weights, XxHash3 checksum)
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

    private static unsafe CheckpointException NotFinite(CheckpointFile file, NativeBuffer weights, long index) => file.Error(
        $"weight {index} of {weights.Bytes / sizeof(float)} is {weights.Pointer[index]}, and no prediction can be computed from that; " +
        "load a checkpoint whose weights are finite and save them again");
}
