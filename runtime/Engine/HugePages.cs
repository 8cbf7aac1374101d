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

    /// <summary>
    /// Length and alignment, in bytes, to allocate for a buffer. Smaller buffers stay as they are: rounding them up
    /// would double them.
    /// </summary>
    public static (nuint Bytes, nuint Alignment) Plan(nuint bytes, nuint alignment) =>
        !MemoryAdvice.Available || bytes < Size ? (bytes, alignment) : ((bytes + Size - 1) & ~(Size - 1), Size);

    /// <summary>Advises the kernel about memory that was allocated as planned.</summary>
    public static void Request(void* memory, nuint bytes, nuint alignment)
    {
        if (alignment == Size)
            MemoryAdvice.Give(memory, bytes, Advice);
    }
}
