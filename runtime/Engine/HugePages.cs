using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>
/// Asks Linux to back large buffers with pages of 2 MB: one page fault instead of 512 when a buffer is first touched, and
/// fewer address translations in every prediction. Elsewhere nothing happens.
/// </summary>
internal static unsafe class HugePages
{
    /// <summary>The size of a huge page in bytes on x64, and on ARM64 with the usual pages of 4 KB.</summary>
    private const nuint Size = 2 << 20;

    private const int Advice = 14; // MADV_HUGEPAGE

    // Looked up in the process: whatever the C library's file is called, it is there already.
    private static readonly delegate* unmanaged<void*, nuint, int, int> s_advise =
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint function)
            ? (delegate* unmanaged<void*, nuint, int, int>)function
            : null;

    /// <summary>Length and alignment, in bytes, to allocate for a buffer. Smaller buffers stay as they are: rounding them up would double them.</summary>
    public static (nuint Bytes, nuint Alignment) Plan(nuint bytes, nuint alignment) =>
        s_advise == null || bytes < Size ? (bytes, alignment) : ((bytes + Size - 1) & ~(Size - 1), Size);

    /// <summary>Advises the kernel about memory that was allocated as planned.</summary>
    public static void Request(void* memory, nuint bytes, nuint alignment)
    {
        // It is a hint: where the kernel was built or set not to follow it, the memory has small pages and serves as well.
        if (alignment == Size)
            _ = s_advise(memory, bytes, Advice);
    }
}
