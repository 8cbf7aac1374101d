using System.Buffers.Binary;
using System.Text;

namespace Emo.Checkpoints;

/// <summary>
/// What zip archives are that no torch.save wrote, told by the names in them. It reads as much of the archive's directory as it
/// understands; the archives of PyTorch are checked by their own reader.
/// </summary>
internal static class NoTorchArchive
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int MaxTail = 66_000;
    private const int MaxDirectory = 1 << 20;

    /// <summary>What the archive is and what to do, for an error; null when it may be one of PyTorch.</summary>
    public static string? Describe(CheckpointFile file)
    {
        var names = ReadNames(file);
        if (names.Count == 0 || Has("/data.pkl") || names.Contains("data.pkl"))
            return null;
        if (Has("/models/model.json") || Has("/archive_format"))
        {
            return "it is an archive of torch.export (.pt2), which holds a program; save its weights: " +
                "torch.save(torch.export.load(\"old.pt2\").state_dict, \"new.pth\")";
        }

        if (names.TrueForAll(name => name.EndsWith(".npy", StringComparison.Ordinal)))
        {
            return "it is an archive of numpy arrays (.npz), not a checkpoint; save tensors by name: " +
                "safetensors.numpy.save_file(dict(numpy.load(\"old.npz\")), \"new.safetensors\")";
        }

        if (names.Contains("model.weights.h5"))
            return "it is a model of Keras, not a checkpoint of PyTorch";
        return names.Find(CheckpointFolder.IsCheckpoint) is string inner
            ? $"it is a zip archive, but no file of torch.save; unpack it, and open {Printable.Quote(inner)} in it"
            : null;

        bool Has(string ending) => names.Exists(name => name.EndsWith(ending, StringComparison.Ordinal));
    }

    private static List<string> ReadNames(CheckpointFile file)
    {
        byte[] tail = file.Read(Math.Max(0, file.Length - MaxTail), Math.Min(file.Length, MaxTail));
        int end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail.Length)
            return [];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return start + (long)length > file.Length ? [] : ReadNames(file.Read(start, Math.Min(length, MaxDirectory)));
    }

    private static List<string> ReadNames(ReadOnlySpan<byte> directory)
    {
        List<string> names = [];
        while (directory.Length >= EntryLength && directory.StartsWith("PK\x01\x02"u8))
        {
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int length = EntryLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) +
                BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (length > directory.Length)
                break;
            names.Add(Encoding.UTF8.GetString(directory.Slice(EntryLength, nameLength)));
            directory = directory[length..];
        }

        return names;
    }
}
