using System.Text;

namespace Emo.Checkpoints;

/// <summary>What people take for a checkpoint, told by its first bytes, and what to do about it.</summary>
internal static class NoCheckpoint
{
    private const string Unpack = "unpack it and open the file in it";
    private const string FromSource = "take the PyTorch or safetensors file of the network that it was made from";
    private const string DownloadAgain = "it is in place of a download; open its address in a browser and download the file again";

    private static readonly (int Offset, byte[] Signature, string Name, string Advice)[] s_kinds =
    [
        (0, "version https://git-lfs"u8.ToArray(), "a Git LFS pointer, which stands for the file", "fetch the file itself: git lfs pull"),
        (0, "GGUF"u8.ToArray(), "a GGUF file", FromSource),
        (4, "TFL3"u8.ToArray(), "a TFLite model", FromSource),
        (0, [0x89, .. "HDF\r\n"u8, 0x1a, (byte)'\n'], "an HDF5 file, of Keras perhaps", FromSource),
        (0, [0x93, .. "NUMPY"u8], "an array of numpy", "save tensors by name: safetensors.numpy.save_file({...}, \"new.safetensors\")"),
        (0, [0x1f, 0x8b, 0x08], "a gzip archive", Unpack),
        (0, [0xfd, .. "7zXZ"u8, 0], "an xz archive", Unpack),
        (0, [0x28, 0xb5, 0x2f, 0xfd], "a zstd archive", Unpack),
        (0, "BZh"u8.ToArray(), "a bzip2 archive", Unpack),
        (0, [.. "7z"u8, 0xbc, 0xaf, 0x27, 0x1c], "a 7z archive", Unpack),
        (0, [.. "Rar!"u8, 0x1a, 0x07], "a rar archive", Unpack),
        (0, [0x89, .. "PNG\r\n"u8], "a picture (PNG)", "open the checkpoint"),
        (0, [0xff, 0xd8, 0xff], "a picture (JPEG)", "open the checkpoint"),
        (0, "%PDF-"u8.ToArray(), "a PDF document", "open the checkpoint"),
    ];

    /// <summary>What a file is and what to do, for an error; null when it is none of these.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        foreach (var (offset, signature, name, advice) in s_kinds)
        {
            if (start.Length >= offset + signature.Length && start[offset..].StartsWith(signature))
                return $"it is {name}, not a checkpoint; {advice}";
        }

        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        string text = Encoding.Latin1.GetString(start.TrimStart(" \t\r\n"u8));
        if (Begins("<!DOCTYPE html") || Begins("<html"))
            return $"it is an HTML page, not a checkpoint; {DownloadAgain}";
        if (Begins("<?xml") || Begins("<Error"))
            return $"it is an XML document, not a checkpoint; if it is a server's error message, {DownloadAgain}";
        return IsOnnx(start) ? $"it is an ONNX model, not a checkpoint; {FromSource}" : null;

        bool Begins(string tag) => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase);
    }

    // A protobuf message without a signature: the version of the format, then the name of the program that wrote it (2) or the graph (7).
    private static bool IsOnnx(ReadOnlySpan<byte> start)
    {
        if (start.Length < 5 || start[0] != 0x08 || start[1] is 0 or > 31)
            return false;
        bool isProducer = start[2] == 0x12 && start[3] is > 0 and < 64 && start.Length > 4 + start[3];
        return start[2] == 0x3a || (isProducer && !start.Slice(4, start[3]).ContainsAnyInRange<byte>(0, 0x1f));
    }
}
