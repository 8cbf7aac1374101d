using System.Text;

namespace Emo.Checkpoints;

/// <summary>
/// Entry names of a zip archive. None is ever used as a path; hostile ones are rejected because nothing honest writes them.
/// </summary>
internal static class ZipNames
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(CheckpointFile file, ReadOnlySpan<byte> bytes)
    {
        string name;
        try
        {
            name = s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw file.Error("a name in its zip archive is not UTF-8", e);
        }
        if (Fault(name) is string fault)
            throw file.Error($"the name {Printable.Quote(name)} in its zip archive {fault}");
        return name;
    }

    private static string? Fault(string name)
    {
        if (Printable.HasControlCharacters(name))
            return "holds control characters";
        if (name.Contains('\\', StringComparison.Ordinal))
            return "holds a backslash";
        if (name.StartsWith('/') || (name.Length >= 2 && char.IsAsciiLetter(name[0]) && name[1] == ':'))
            return "is absolute";

        // An archive that was packed again may name its folders.
        foreach (string segment in name.TrimEnd('/').Split('/'))
        {
            if (segment is "." or "..")
                return "is a relative path";
            if (segment.Length == 0)
                return "has an empty part";
        }
        return null;
    }
}
