using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>Linux's <c>madvise</c>. Elsewhere it is not called.</summary>
internal static unsafe class MemoryAdvice
{
    // Looked up in the process: whatever the C library's file is called, it is there already.
    private static readonly delegate* unmanaged<void*, nuint, int, int> s_advise =
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint function)
            ? (delegate* unmanaged<void*, nuint, int, int>)function
            : null;

    public static bool Available => s_advise != null;

    /// <summary>
    /// Gives the kernel an advice about whole pages. It is a hint: a kernel that does not follow it leaves memory that
    /// serves as well.
    /// </summary>
    public static void Give(void* memory, nuint bytes, int advice)
    {
        if (s_advise != null)
            _ = s_advise(memory, bytes, advice);
    }
}
