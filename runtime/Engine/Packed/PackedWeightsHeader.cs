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

    /// <summary>The format that this version writes, and the only one that it reads.</summary>
    public const uint CurrentFormat = 1;

    /// <summary>Where the checksum of all other bytes of the file stands: last in the header.</summary>
    public const int ChecksumOffset = Length - sizeof(ulong);

    private const int FormatOffset = 8;
    private const int WeightsStartOffset = 12;
    private const int PackingIdOffset = 16;
    private const int WeightBytesOffset = 32;
    private const int ModelOffset = 40;

    /// <summary>
    /// No text begins like this, and a transfer that rewrites line ends or strips the high bit breaks it (as in PNG).
    /// As a number it is larger than any length with which a safetensors file could begin.
    /// </summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'E', (byte)'M', (byte)'O', (byte)'\r', (byte)'\n', 0x1a, 0x8a];

    /// <summary>Everything but the checksum.</summary>
    public void Write(Span<byte> header)
    {
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[FormatOffset..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[WeightsStartOffset..], Length);
        BinaryPrimitives.WriteUInt128LittleEndian(header[PackingIdOffset..], PackingId);
        BinaryPrimitives.WriteInt64LittleEndian(header[WeightBytesOffset..], WeightBytes);
        Encoding.UTF8.TryGetBytes(Model, header[ModelOffset..ChecksumOffset], out _);
    }

    /// <summary>The fields as they stand in the file; nothing is checked.</summary>
    public static PackedWeightsHeader Read(ReadOnlySpan<byte> header)
    {
        var model = header[ModelOffset..ChecksumOffset];
        int end = model.IndexOf((byte)0);
        return new PackedWeightsHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(header[FormatOffset..]),
            BinaryPrimitives.ReadUInt128LittleEndian(header[PackingIdOffset..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[WeightBytesOffset..]),
            Encoding.UTF8.GetString(end < 0 ? model : model[..end]));
    }
}
