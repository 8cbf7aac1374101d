using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>
/// Where a thread runs, on Linux; elsewhere nothing is known and nothing happens. Linux wakes a thread on the processor where it ran last, also when the
/// thread that wakes it is busy there, unless it knows of an idle one that shares a cache: many virtual machines do not say which do. Two threads
/// of a team would then take turns on one processor, and wait for each other, while another one has nothing to do.
/// </summary>
internal static unsafe class Processors
{
    /// <summary>The C library's cpu_set_t: a bit for each of 1024 processors.</summary>
    private const int MaskBytes = 1024 / 8;

    private const int Unknown = -1;
    private const int CallingThread = 0;

    private static readonly delegate* unmanaged<int> s_current = (delegate* unmanaged<int>)Find("sched_getcpu");
    private static readonly delegate* unmanaged<int, nuint, byte*, int> s_getAffinity = (delegate* unmanaged<int, nuint, byte*, int>)Find("sched_getaffinity");
    private static readonly delegate* unmanaged<int, nuint, byte*, int> s_setAffinity = (delegate* unmanaged<int, nuint, byte*, int>)Find("sched_setaffinity");

    /// <summary>The processor of the calling thread, or -1.</summary>
    public static int Current => s_current == null ? Unknown : s_current();

    /// <summary>
    /// Moves the calling thread to a processor that is not one of those, if it may use any other. From there it may run wherever it could before.
    /// </summary>
    /// <returns>The processor that it is on then, or -1.</returns>
    public static int Avoid(ReadOnlySpan<int> taken)
    {
        if (s_getAffinity == null || s_setAffinity == null)
            return Current;
        byte* allowed = stackalloc byte[MaskBytes];
        if (s_getAffinity(CallingThread, MaskBytes, allowed) != 0)
            return Current;

        byte* wanted = stackalloc byte[MaskBytes];
        var mask = new Span<byte>(wanted, MaskBytes);
        new ReadOnlySpan<byte>(allowed, MaskBytes).CopyTo(mask);
        foreach (int processor in taken)
        {
            if (processor is >= 0 and < 8 * MaskBytes)
                mask[processor / 8] &= (byte)~(1 << (processor % 8));
        }

        if (!mask.ContainsAnyExcept((byte)0) || s_setAffinity(CallingThread, MaskBytes, wanted) != 0)
            return Current;
        int current = Current;
        _ = s_setAffinity(CallingThread, MaskBytes, allowed); // It succeeded with fewer.
        return current;
    }

    private static nint Find(string function) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), function, out nint address) ? address : 0;
}
