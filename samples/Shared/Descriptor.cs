using System.Runtime.InteropServices;

namespace Emo.Samples;

/// <summary>
/// Standard output and error without System.Console, which keeps quiet when nobody reads any more, and would add 180 KB to a small
/// executable and a thread to its process.
/// </summary>
internal static partial class Descriptor
{
    private const int Interrupted = 4; // EINTR

    /// <summary>Writes all bytes to standard output.</summary>
    /// <exception cref="IOException">Not all could be written: the disk is full, or nobody reads any more.</exception>
    public static void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        int error = Write(1, bytes);
        if (error != 0)
            throw new IOException($"the output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Writes all bytes to standard error. Where that fails, there is nobody left to tell.</summary>
    public static void WriteError(ReadOnlySpan<byte> bytes) => _ = Write(2, bytes);

    /// <summary>Returns the C library's number of what went wrong, or 0.</summary>
    private static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
            stream.Write(bytes);
            return 0;
        }

        while (bytes.Length > 0)
        {
            nint written = Write(descriptor, bytes, bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
                return error;
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
}
