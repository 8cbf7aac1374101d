using Emo.CompilerServices;
using Emo.Files;

namespace Emo.Pictures;

/// <summary>The bytes of picture files, for the methods that take a path or a stream.</summary>
internal static class FileBytes
{
    private const int FirstBytes = 64 << 10;

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
            throw new PictureException($"{path}: {e.Message}", e.InnerException);
        }
    }

    /// <summary>Reads a stream from where it stands to its end, and leaves it open.</summary>
    /// <exception cref="PictureException">It is longer than the options allow.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ArraySegment<byte> Read(Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(file);
        CheckPosition(file);
        int limit = (options ?? PictureOptions.Default).MaxFileBytes;
        long expected = file.CanSeek ? Math.Max(0, file.Length - file.Position) : 0;
        if (expected > limit)
            throw TooLong(limit);

        byte[] bytes = new byte[Math.Clamp(expected + 1, FirstBytes, Array.MaxLength)];
        FreshMemory.Populate(bytes.AsSpan(0, (int)expected));
        int length = 0;
        while (true)
        {
            int read = file.Read(bytes.AsSpan(length));
            if (read == 0)
                return new ArraySegment<byte>(bytes, 0, length);
            if ((uint)read > (uint)(bytes.Length - length))
                throw new IOException($"The stream says that it read {read} bytes, where {bytes.Length - length} were asked for.");
            length += read;
            if (length > limit)
                throw TooLong(limit);
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * length, Math.Min(limit + 1L, Array.MaxLength)));
        }
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
