using System.Buffers.Binary;
using Emo.CompilerServices;

namespace Emo.Checkpoints;

/// <summary>Tells the formats apart by content and hands the file to the right reader.</summary>
internal static class FileFormat
{
    private const string Resave =
        "load it with PyTorch 1.6 or later and save it again: torch.save(torch.load(\"old.pth\", map_location=\"cpu\"), \"new.pth\")";

    // From protocol 4 on a frame of nine bytes may stand before the number.
    private const int MaxFrameLength = 9;

    // The pickle of 0x1950a86a20f9469cfc6c, with which torch.save began its files before 1.6.
    private static ReadOnlySpan<byte> LegacyMagic => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Reads the file, or the files that it names where it is an index.</summary>
    public static CheckpointContents Read(CheckpointFile file, CheckpointOptions options)
    {
        byte[] start = ReadStart(file);
        return ShardIndex.IsJson(start) ? ShardedReader.Read(file, options) : ReadTensors(file, start, options);
    }

    /// <summary>Reads one of the files that an index names, which is no index itself.</summary>
    public static CheckpointContents ReadShard(CheckpointFile file)
    {
        byte[] start = ReadStart(file);
        return ShardIndex.IsJson(start)
            ? throw file.Error("it is one of the files that an index names, but holds no tensors")
            : ReadTensors(file, start, new CheckpointOptions());
    }

    private static byte[] ReadStart(CheckpointFile file)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Checkpoints hold little-endian numbers, and this machine is big-endian.");

        byte[] start = file.Read(0, Math.Min(file.Length, TarHeader.Length));
        return start.Length >= 8 ? start : throw file.Error($"it has {start.Length} bytes, too few for a checkpoint");
    }

    private static CheckpointContents ReadTensors(CheckpointFile file, byte[] start, CheckpointOptions options)
    {
        if (start.Length > 8 && start[8] == '{')
            return SafeTensorsReader.Read(file, options);
        if (start.AsSpan().StartsWith("PK\x03\x04"u8) && NoTorchArchive.Describe(file) is string archive)
            throw file.Error(archive);
        if (start.AsSpan().StartsWith("PK\x03\x04"u8) || start.AsSpan().StartsWith("PK\x05\x06"u8))
            return TorchReader.Read(file);
        if (start.AsSpan().StartsWith(PackedWeightsHeader.Magic))
            throw file.Error("it holds packed weights, not a checkpoint; the Load(path) of the model that saved them reads it");
        if (TarHeader.IsAt(start))
            throw file.Error($"it is a tar archive; if it is a checkpoint of PyTorch before 0.1.10, {Resave}");
        if (IsPickle(start))
        {
            return start.AsSpan(2).IndexOf(LegacyMagic) is >= 0 and <= MaxFrameLength
                ? TorchLegacyReader.Read(file)
                : throw file.Error($"it is a bare pickle, not a file that torch.save wrote; {Resave}");
        }

        if (NoCheckpoint.Describe(start) is string other)
            throw file.Error(other);
        if (BeginsWithHeaderLength(start, file.Length))
            return SafeTensorsReader.Read(file, options);
        throw file.Error(
            "its format is unknown: it is neither safetensors (a header length, then a JSON object) nor a PyTorch file (a zip archive)");
    }

    private static bool IsPickle(ReadOnlySpan<byte> start) => start[0] == 0x80 && start[1] is >= 2 and <= 5;

    // A broken header should be reported as such, not as an unknown format.
    private static bool BeginsWithHeaderLength(ReadOnlySpan<byte> start, long fileLength)
    {
        bool blank = start.Length > 8 && start[8] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
        return blank || BinaryPrimitives.ReadUInt64LittleEndian(start) <= (ulong)fileLength - 8;
    }
}
