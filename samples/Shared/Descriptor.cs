using System.Runtime.InteropServices;

namespace Emo.Samples.Edge;

/// <summary>
/// Standard output and error without System.Console, which would add 180 KB to the executable and a thread to the process.
/// </summary>
internal static partial class Descriptor
{
    /// <summary>Writes all bytes. What cannot be written, because nobody reads any more, is lost.</summary>
    public static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
            stream.Write(bytes);
            return;
        }

        while (bytes.Length > 0)
        {
            nint written = Write(descriptor, bytes, bytes.Length);
            if (written <= 0)
                return;
            bytes = bytes[(int)written..];
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
