using System.Diagnostics;

namespace Emo.Benchmarks.Compare;

/// <summary>
/// Restricts this thread, and the threads that it starts from then on, to some of the cores that the process was given: the last
/// ones, because systems serve most interrupts on the first.
/// </summary>
internal sealed class Cores
{
    private readonly int[] _given = [.. Enumerable.Range(0, nint.Size * 8).Where(core => ((Affinity >> core) & 1) != 0)];

    public int Count => _given.Length;

    /// <summary>One of the last two.</summary>
    public void UseOnly(int core) => Affinity = (nint)1 << _given[^(2 - core)];

    public void Use(int count) => Affinity = _given.TakeLast(count).Aggregate((nint)0, (mask, core) => mask | ((nint)1 << core));

    private static nint Affinity
    {
        get
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
                return Process.GetCurrentProcess().ProcessorAffinity;
            throw new PlatformNotSupportedException("Threads are pinned to cores on Linux and Windows only.");
        }

        set
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
                Process.GetCurrentProcess().ProcessorAffinity = value;
        }
    }
}
