using System.Buffers.Binary;
using System.Text;

namespace Emo.CompilerServices;

/// <summary>
/// What stands before the weights in a packed-weights file, little endian, as <see href="docs/packed-weights.md">packed-weights.md</see>
/// describes it.
/// The model's name is there for messages; <see cref="PackingId"/> decides what fits.
/// </summary>
internal readonly record struct PackedWeightsHeader(uint FormatVersion, UInt128 PackingId, long WeightBytes, string Model)
{
    /// <summary>The length in bytes: a multiple of the kernels' alignment, for programs that map the file.</summary>
    public const int Length = 192;

    /// <summary>The format before there were storages: float32 only, and nothing behind the weights. It is still read.</summary>
    public const uint FirstFormat = 1;

    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const uint CurrentFormat = 2;

    /// <summary>Where the checksum of all other bytes of the file stands: last in the header.</summary>
    public const int ChecksumOffset = Length - sizeof(ulong);

    private const int FormatOffset = 8;
    private const int WeightsStartOffset = 12;
    private const int PackingIdOffset = 16;
    private const int WeightBytesOffset = 32;
    private const int ModelOffset = 40;
    private const int StorageOffset = 168;
    private const int NormChannelsOffset = 172;
    private const int LabelCountOffset = 176;
    private const int LabelBytesOffset = 180;

    /// <summary>Where the weights begin; the header's length.</summary>
    public uint WeightsStart { get; init; } = Length;

    /// <summary>How the weights are stored; any number in a file that nobody checked.</summary>
    public uint Storage { get; init; } = (uint)WeightStorage.Float32;

    /// <summary>The channels of the embedding's norm behind the weights; 0 where there is none.</summary>
    public uint NormChannels { get; init; }

    /// <summary>How many labels stand behind that; 0 where there are none.</summary>
    public uint LabelCount { get; init; }

    /// <summary>Their bytes.</summary>
    public uint LabelBytes { get; init; }

    /// <summary>Bytes of the weights as they are stored.</summary>
    public long StoredBytes => Storage == (uint)WeightStorage.Float16 ? WeightBytes / 2 : WeightBytes;

    /// <summary>Bytes of what stands behind the weights.</summary>
    public long ExtraBytes => ((long)PackedExtras.ChannelBytes * NormChannels) + LabelBytes;

    /// <summary>
    /// No text begins like this, and a transfer that rewrites line ends or strips the high bit breaks it (as in PNG).
    /// As a number it is larger than any length with which a safetensors file could begin.
    /// </summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'E', (byte)'M', (byte)'O', (byte)'\r', (byte)'\n', 0x1a, 0x8a];

    /// <summary>Everything but the checksum. A name has at most 100 characters of ASCII.</summary>
    public void Write(Span<byte> header)
    {
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[FormatOffset..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[WeightsStartOffset..], WeightsStart);
        BinaryPrimitives.WriteUInt128LittleEndian(header[PackingIdOffset..], PackingId);
        BinaryPrimitives.WriteInt64LittleEndian(header[WeightBytesOffset..], WeightBytes);
        Encoding.UTF8.TryGetBytes(Model, header[ModelOffset..StorageOffset], out _);
        BinaryPrimitives.WriteUInt32LittleEndian(header[StorageOffset..], Storage);
        BinaryPrimitives.WriteUInt32LittleEndian(header[NormChannelsOffset..], NormChannels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[LabelCountOffset..], LabelCount);
        BinaryPrimitives.WriteUInt32LittleEndian(header[LabelBytesOffset..], LabelBytes);
    }

    /// <summary>The fields as they stand in the file; nothing is checked.</summary>
    public static PackedWeightsHeader Read(ReadOnlySpan<byte> header)
    {
        uint format = BinaryPrimitives.ReadUInt32LittleEndian(header[FormatOffset..]);
        var model = header[ModelOffset..(format == FirstFormat ? ChecksumOffset : StorageOffset)];
        int end = model.IndexOf((byte)0);
        var first = new PackedWeightsHeader(
            format,
            BinaryPrimitives.ReadUInt128LittleEndian(header[PackingIdOffset..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[WeightBytesOffset..]),
            Encoding.UTF8.GetString(end < 0 ? model : model[..end]));
        return format == FirstFormat ? first : first with
        {
            WeightsStart = BinaryPrimitives.ReadUInt32LittleEndian(header[WeightsStartOffset..]),
            Storage = BinaryPrimitives.ReadUInt32LittleEndian(header[StorageOffset..]),
            NormChannels = BinaryPrimitives.ReadUInt32LittleEndian(header[NormChannelsOffset..]),
            LabelCount = BinaryPrimitives.ReadUInt32LittleEndian(header[LabelCountOffset..]),
            LabelBytes = BinaryPrimitives.ReadUInt32LittleEndian(header[LabelBytesOffset..]),
        };
    }
}
