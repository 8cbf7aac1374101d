namespace Emo.Samples;

/// <summary>Files that are written beside their place and then renamed, so that nobody ever finds half of one.</summary>
public static class OutputFile
{
    /// <exception cref="IOException">The file cannot be written, or is a folder. A file that was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: name a file in it.");
        var file = new FileInfo(path);
        if (file is { Exists: true, LinkTarget: not null })
            file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;

        // Devices and pipes have no length: they are no files to replace.
        if (file is { Exists: true, Length: 0 })
            WriteTo(file.FullName, FileMode.Open, write);
        else
            Replace(file.FullName, write);
    }

    private static void Replace(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteTo(temporary, FileMode.CreateNew, write);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteTo(string path, FileMode mode, Action<Stream> write)
    {
        using var stream = new FileStream(path, mode, FileAccess.Write);
        write(stream);
    }
}
