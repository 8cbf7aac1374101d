using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Emo.Files;

namespace Emo.CompilerServices;

/// <summary>Writes a file of packed weights, of which nobody ever reads half: see <see cref="FileReplacement"/>.</summary>
internal sealed unsafe class PackedWeightsWriter
{
    private const int ChunkFloats = 1 << 20;

    private readonly PackedModel _model;
    private readonly PackedWeightsHeader _header;
    private readonly byte[] _extras;
    private readonly Half[] _halves;

    private PackedWeightsWriter(ModelDefinition definition, PackedModel model, WeightStorage storage)
    {
        _model = model;
        _extras = PackedExtras.Write(model);
        int normChannels = model.EmbeddingNorm?.Scale.Length ?? 0;
        _header = new PackedWeightsHeader(
            PackedWeightsHeader.CurrentFormat, definition.Info.PackingId, model.Weights.Bytes, definition.Info.Name)
        {
            Storage = (uint)storage,
            NormChannels = (uint)normChannels,
            LabelCount = (uint)model.Labels.Length,
            LabelBytes = (uint)(_extras.Length - (normChannels * PackedExtras.ChannelBytes)),
        };
        _halves = storage == WeightStorage.Float16 ? new Half[(int)Math.Min(ChunkFloats, model.Weights.Bytes / sizeof(float))] : [];
    }

    /// <param name="path">The file.</param>
    /// <param name="definition">The model.</param>
    /// <param name="model">Its weights and what goes with them.</param>
    /// <param name="storage">How to store them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such storage.</exception>
    /// <exception cref="OverflowException">A weight is too large for the storage. No file was touched.</exception>
    /// <exception cref="IOException">The file cannot be written, or is a device or a pipe. What was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder. What was there is untouched.</exception>
    public static void Write(string path, ModelDefinition definition, PackedModel model, WeightStorage storage)
    {
        Check(definition, model, storage);
        var writer = new PackedWeightsWriter(definition, model, storage);
        long length = PackedWeightsHeader.Length + writer._header.StoredBytes + writer._header.ExtraBytes;
        FileReplacement.Write(path, length, writer.Write);
    }

    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such storage.</exception>
    /// <exception cref="OverflowException">A weight is too large for the storage. Nothing was written.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, ModelDefinition definition, PackedModel model, WeightStorage storage)
    {
        if (!stream.CanWrite)
            throw new ArgumentException("The stream cannot be written: it was opened for reading, or is closed.", nameof(stream));
        Check(definition, model, storage);
        new PackedWeightsWriter(definition, model, storage).Write(stream);
    }

    private static void Check(ModelDefinition definition, PackedModel model, WeightStorage storage)
    {
        if (storage is not (WeightStorage.Float32 or WeightStorage.Float16))
        {
            throw new ArgumentOutOfRangeException(
                nameof(storage), storage, $"It is {nameof(WeightStorage.Float32)} or {nameof(WeightStorage.Float16)}.");
        }

        if (storage == WeightStorage.Float16)
            HalfWeights.ThrowIfOverflow(definition, model.Weights);
    }

    /// <summary>The checksum stands first: the weights are gone through twice, and nothing is sought.</summary>
    private void Write(Stream stream)
    {
        Span<byte> header = stackalloc byte[PackedWeightsHeader.Length];
        _header.Write(header);
        var checksum = new XxHash3();
        checksum.Append(header[..PackedWeightsHeader.ChecksumOffset]);
        long length = _model.Weights.Bytes / sizeof(float);
        for (long first = 0; first < length; first += ChunkFloats)
            checksum.Append(Chunk(first));
        checksum.Append(_extras);

        BinaryPrimitives.WriteUInt64LittleEndian(header[PackedWeightsHeader.ChecksumOffset..], checksum.GetCurrentHashAsUInt64());
        stream.Write(header);
        for (long first = 0; first < length; first += ChunkFloats)
            stream.Write(Chunk(first));
        stream.Write(_extras);
    }

    /// <summary>Weights as they are stored, until the next ones are asked for.</summary>
    private ReadOnlySpan<byte> Chunk(long first)
    {
        int count = (int)Math.Min(ChunkFloats, (_model.Weights.Bytes / sizeof(float)) - first);
        var weights = new ReadOnlySpan<float>(_model.Weights.Pointer + first, count);
        if (_halves.Length == 0)
            return MemoryMarshal.AsBytes(weights);
        HalfWeights.Narrow(weights, _halves);
        return MemoryMarshal.AsBytes(_halves.AsSpan(0, count));
    }
}
