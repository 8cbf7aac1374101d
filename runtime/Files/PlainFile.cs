namespace Emo.Files;

/// <summary>Whether a path names a file, asked before it is opened for reading.</summary>
internal static class PlainFile
{
    /// <summary>
    /// Why the path cannot be read as a file, to stand behind "it is "; null if it can as far as is known, or if there is nothing.
    /// </summary>
    public static string? WhyNot(string path) => WhyNot(path, FileKinds.Of(path));

    /// <param name="path">The path.</param>
    /// <param name="kind">What it names. Where that is unknown, only what has a length is believed to be a file: pipes have none.</param>
    internal static string? WhyNot(string path, FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder, not a file",
        FileKind.Pipe => "a pipe (FIFO), not a file",
        FileKind.Device => "a device, not a file",
        FileKind.Socket => "a socket, not a file",
        FileKind.Unknown when !OperatingSystem.IsWindows() && IsThereWithoutLength(path) => "empty, or a pipe or a device",
        _ => null,
    };

    private static bool IsThereWithoutLength(string path)
    {
        var file = new FileInfo(path);
        var target = file.Exists ? file.ResolveLinkTarget(returnFinalTarget: true) ?? file : file;
        return target is FileInfo { Exists: true, Length: 0 };
    }
}
