using Emo.Pictures;

namespace Emo;

/// <summary>The bytes of picture files, for the methods that take a path or a stream.</summary>
internal static class FileBytes
{
    /// <exception cref="PictureException">The file is larger than the options allow; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static ArraySegment<byte> Read(string path, PictureOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenRead(path);
        try
        {
            return Read(file, options);
        }
        catch (PictureException e)
        {
            throw Named(path, e);
        }
    }

    /// <summary>Reads a stream to its end and leaves it open.</summary>
    public static ArraySegment<byte> Read(Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PictureDecoder.ReadAll(file, (options ?? PictureOptions.Default).MaxFileBytes);
    }

    /// <summary>The same error with the file's path.</summary>
    public static PictureException Named(string path, PictureException e) => new($"{path}: {e.Message}", e.InnerException);
}
