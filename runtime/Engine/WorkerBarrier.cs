using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>
/// Where workers wait for each other between two steps: for about a microsecond, dozens of times in a prediction. So it
/// spins, and gives the core away when somebody is late because another process has it.
/// </summary>
internal sealed class WorkerBarrier(int workers)
{
    private const int SpinsBeforeYield = 4000;
    private State _state;

    public void Wait()
    {
        int phase = Volatile.Read(ref _state.Phase);
        if (Interlocked.Increment(ref _state.Arrived) == workers)
        {
            _state.Arrived = 0;
            Volatile.Write(ref _state.Phase, phase + 1);
            return;
        }

        for (int spins = 0; Volatile.Read(ref _state.Phase) == phase; spins++)
        {
            if (spins < SpinsBeforeYield)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
    }

    /// <summary>The counters on cache lines of their own: those who wait read one, those who arrive write the other.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct State
    {
        [FieldOffset(64)]
        public int Arrived;

        [FieldOffset(128)]
        public int Phase;
    }
}
