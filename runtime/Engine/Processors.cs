using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>Where threads run and may run, on Linux; elsewhere nothing is known and nothing happens.</summary>
internal static unsafe class Processors
{
    /// <summary>No processor.</summary>
    public const int Unknown = -1;

    private const int CallingThread = 0;

    private static readonly delegate* unmanaged<int> s_current = (delegate* unmanaged<int>)Find("sched_getcpu");
    private static readonly delegate* unmanaged<int> s_thread = (delegate* unmanaged<int>)Find("gettid");
    private static readonly delegate* unmanaged<int, nuint, ProcessorSet*, int> s_getAffinity =
        (delegate* unmanaged<int, nuint, ProcessorSet*, int>)Find("sched_getaffinity");
    private static readonly delegate* unmanaged<int, nuint, ProcessorSet*, int> s_setAffinity =
        (delegate* unmanaged<int, nuint, ProcessorSet*, int>)Find("sched_setaffinity");

    /// <summary>The processor of the calling thread, or <see cref="Unknown"/>.</summary>
    public static int Current => s_current == null ? Unknown : s_current();

    /// <summary>The kernel's number of the calling thread, or 0.</summary>
    public static int CurrentThread => s_thread == null ? 0 : s_thread();

    /// <summary>The processors that the calling thread may use; none where nothing is known.</summary>
    public static ProcessorSet Allowed
    {
        get
        {
            ProcessorSet allowed = default;
            if (s_getAffinity != null)
                _ = s_getAffinity(CallingThread, (nuint)sizeof(ProcessorSet), &allowed); // A failure leaves it empty.
            return allowed;
        }
    }

    /// <summary>Lets a thread use those processors only. It is a wish: a system that refuses it goes on as before.</summary>
    public static void Restrict(int thread, ProcessorSet processors)
    {
        if (s_setAffinity != null)
            _ = s_setAffinity(thread, (nuint)sizeof(ProcessorSet), &processors);
    }

    private static nint Find(string function) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), function, out nint address)
            ? address
            : 0;
}
