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

        // Devices and pipes have no length, and neither has an empty file.
        if (file is not { Exists: true, Length: 0 } || !WriteInPlace(file.FullName, write))
            Replace(file.FullName, write);
    }

    /// <summary>Writes to a device or a pipe, which is no file to replace. False, and nothing is written, if it is a file.</summary>
    private static bool WriteInPlace(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        if (HasLength(stream))
            return false;
        write(stream);
        return true;
    }

    /// <summary>Whether a length can be given to what is open, as to a file. The length that it gets is the one that it has.</summary>
    private static bool HasLength(FileStream stream)
    {
        if (!stream.CanSeek)
            return false;
        try
        {
            stream.SetLength(stream.Length);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true); // After a power cut, a name without what it stands for would be half a file.
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
