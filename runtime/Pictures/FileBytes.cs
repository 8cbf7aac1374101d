using Emo.Files;

namespace Emo.Pictures;

/// <summary>The bytes of picture files, for the methods that take a path or a stream.</summary>
internal static class FileBytes
{
    /// <summary>Opens a file; what <paramref name="read"/> says of the picture is said of the file at <paramref name="path"/>.</summary>
    /// <exception cref="PictureException">As <paramref name="read"/> throws it; the message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static T Open<T>(string path, Func<Stream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfNoFile(path);
        using var file = File.OpenRead(path);
        try
        {
            return read(file);
        }
        catch (PictureException e)
        {
            throw Named(path, e);
        }
    }

    /// <summary>The same for a file that is read asynchronously.</summary>
    public static async Task<T> OpenAsync<T>(string path, Func<Stream, Task<T>> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfNoFile(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                return await read(file).ConfigureAwait(false);
            }
            catch (PictureException e)
            {
                throw Named(path, e);
            }
        }
    }

    /// <summary>Reads a stream from where it stands to its end, and leaves it open.</summary>
    /// <exception cref="PictureException">It is longer than the options allow.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ArraySegment<byte> Read(Stream file, PictureOptions? options)
    {
        var bytes = GrowingBytes.Begin(file, options);
        while (!bytes.Add(file.Read(bytes.Room.Span)))
        {
        }

        return bytes.Read;
    }

    /// <summary>The same for a stream that may only be read asynchronously.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ArraySegment<byte>> ReadAsync(Stream file, PictureOptions? options, CancellationToken cancellationToken)
    {
        var bytes = GrowingBytes.Begin(file, options);
        while (!bytes.Add(await file.ReadAsync(bytes.Room, cancellationToken).ConfigureAwait(false)))
        {
        }

        return bytes.Read;
    }

    /// <exception cref="PictureException">The stream stands at its end, as one does that was just written, or behind it.</exception>
    public static void CheckPosition(Stream file)
    {
        if (file.CanSeek && file.Position >= file.Length && file.Length > 0)
        {
            throw new PictureException(
                $"There is nothing to read: the stream stands at byte {file.Position} and ends at {file.Length}. Set its Position.");
        }
    }

    public static PictureException TooLong(int limit) => new(
        $"The file has more than {limit} bytes, the limit. " +
        $"Raise {nameof(PictureOptions)}.{nameof(PictureOptions.MaxFileBytes)} if you trust it.");

    private static PictureException Named(string path, PictureException error) => new($"{path}: {error.Message}", error.InnerException);

    /// <summary>Asked before it is opened: a pipe would wait for a writer, and a device may have no end.</summary>
    private static void ThrowIfNoFile(string path)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                throw new UnauthorizedAccessException($"{path} is a folder, not a file.");
            case var kind when PlainFile.WhyNot(path, kind) is { } reason:
                throw new PictureException($"{path}: This is {reason}. Open it yourself, and use the method that takes a stream.");
        }
    }
}
