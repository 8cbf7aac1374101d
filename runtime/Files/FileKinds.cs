using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Emo.Files;

/// <summary>
/// Finds what a path names without opening it: opening a pipe waits for a writer, and opening a device can do anything. .NET tells folders
/// from the rest only, so the C library is asked. Links are followed.
/// </summary>
internal static unsafe class FileKinds
{
    private const int StatusBytes = 256; // statx: exactly; stat of macOS: 144

    // Linux's statx has one layout on every processor.
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeAndMode = 3; // STATX_TYPE | STATX_MODE
    private const int ModeOfStatx = 28;

    // macOS: struct stat with 64-bit inode numbers.
    private const int ModeOfStat = 4;

    private const int TypeMask = 0xF000;

    private static readonly delegate* unmanaged<int, byte*, int, uint, byte*, int> s_statx =
        (delegate* unmanaged<int, byte*, int, uint, byte*, int>)Find(OperatingSystem.IsLinux(), "statx");

    private static readonly delegate* unmanaged<byte*, byte*, int> s_stat = (delegate* unmanaged<byte*, byte*, int>)Find(
        OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "stat$INODE64" : "stat");

    /// <exception cref="ArgumentException">The path is empty, or has a null character.</exception>
    public static FileKind Of(string path)
    {
        if (Mode(Path.GetFullPath(path)) is { } mode)
        {
            return (mode & TypeMask) switch
            {
                0x1000 => FileKind.Pipe,
                0x2000 or 0x6000 => FileKind.Device,
                0x4000 => FileKind.Folder,
                0x8000 => FileKind.Plain,
                0xC000 => FileKind.Socket,
                _ => FileKind.Unknown,
            };
        }

        return Directory.Exists(path) ? FileKind.Folder : FileKind.Unknown;
    }

    private static int? Mode(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* start = name)
        {
            if (s_statx != null)
                return s_statx(CurrentFolder, start, 0, TypeAndMode, status) == 0 ? ModeAt(status, ModeOfStatx) : null;
            if (s_stat != null)
                return s_stat(start, status) == 0 ? ModeAt(status, ModeOfStat) : null;
        }

        return null;
    }

    private static int ModeAt(byte* status, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(status + offset, sizeof(ushort)));

    private static nint Find(bool isHere, string function) =>
        isHere && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), function, out nint address) ? address : 0;
}
