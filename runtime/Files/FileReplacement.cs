using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Emo.Files;

/// <summary>
/// Writes a file beside its place first, then renames it, so that nobody ever reads half a file. Links are followed and stay; permissions
/// of a file that is replaced stay.
/// </summary>
internal static class FileReplacement
{
    /// <summary>Writes the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file, or a link to it. What a link leads to need not exist yet.</param>
    /// <param name="length">Its length in bytes, for which room is made first.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <exception cref="IOException">It cannot be written, or is a device, a pipe or a socket. What was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or is a folder. What was there is untouched.</exception>
    public static void Write(string path, long length, Action<Stream> write)
    {
        CheckKind(path);
        string place = PhysicalPath.Of(path);
        var mode = ModeOf(place);
        LeftOvers.Delete(place);
        string temporary = LeftOvers.NewName(place);
        var file = Create(temporary, length, mode is not null);
        try
        {
            using (file)
            {
                if (mode is { } kept && !OperatingSystem.IsWindows())
                    SetMode(file.SafeFileHandle, kept);
                write(file);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(temporary, place, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void CheckKind(string path)
    {
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Folder)
            throw new UnauthorizedAccessException($"'{path}' is a folder: name a file in it.");
        if (kind is FileKind.Pipe or FileKind.Device or FileKind.Socket)
        {
            throw new IOException(
                $"'{path}' is {PlainFile.WhyNot(path, kind)}, and would be replaced by one: name a file, and copy that where it shall go.");
        }
    }

    /// <summary>The permissions of a file that is there; null if there is none, or where files have no modes.</summary>
    private static UnixFileMode? ModeOf(string place)
    {
        var file = new FileInfo(place);
        if (!file.Exists)
            return null;
        if (file.IsReadOnly)
            throw new UnauthorizedAccessException($"'{place}' is write-protected: nothing was written.");
        return OperatingSystem.IsWindows() ? null : file.UnixFileMode;
    }

    /// <summary>File systems without permissions refuse to set those that all their files have.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void SetMode(SafeFileHandle file, UnixFileMode mode)
    {
        if (File.GetUnixFileMode(file) != mode)
            File.SetUnixFileMode(file, mode);
    }

    private static FileStream Create(string path, long length, bool privately)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            PreallocationSize = length,
            BufferSize = 0,
        };

        // Until it has the permissions of the file that it replaces, nobody else opens it.
        if (privately && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
