using Emo.Files;
using Emo.Tool.Terminal;

namespace Emo.Tool.Specs;

/// <summary>Reads files of text that somebody gave a name of: what is no file, or is far too long, is not read.</summary>
internal static class SpecTextFile
{
    private const long MaxBytes = 16 << 20;

    /// <exception cref="ToolException">It is no plain file, or too long.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Read(string path)
    {
        if (PlainFile.WhyNot(path) is { } reason)
            throw new ToolException($"{Plain.Name(path)}: it is {reason}.");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length > MaxBytes)
            throw new ToolException($"{Plain.Name(path)}: it has {stream.Length} bytes; specs and labels have {MaxBytes} at most.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
