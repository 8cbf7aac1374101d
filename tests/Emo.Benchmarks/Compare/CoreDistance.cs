using System.Diagnostics;

namespace Emo.Benchmarks.Compare;

/// <summary>
/// How long a cache line takes to the other core and back: what two threads lose depends on it. Some 100 ns where the cores share
/// a cache, several times as long where they do not, and on a virtual machine the host may change that at any time.
/// </summary>
internal sealed class CoreDistance(Cores cores)
{
    private const int RoundTrips = 20_000;

    /// <summary>A line of its own, between others that nobody uses.</summary>
    private readonly int[] _line = new int[64];

    private ref int Turn => ref _line[32];

    /// <summary>Nanoseconds of a round trip between the last two cores of the process.</summary>
    public double Measure()
    {
        Turn = 0;
        cores.UseOnly(0);
        var other = new Thread(Answer) { IsBackground = true };
        other.Start();
        cores.UseOnly(1);
        long start = 0;
        for (int trip = -RoundTrips; trip < RoundTrips; trip++)
        {
            if (trip == 0)
                start = Stopwatch.GetTimestamp();
            Send(1);
            Await(0);
        }

        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / RoundTrips;
        other.Join();
        cores.Use(2);
        return nanoseconds;
    }

    private void Answer()
    {
        for (int trip = 0; trip < 2 * RoundTrips; trip++)
        {
            Await(1);
            Send(0);
        }
    }

    private void Send(int turn) => Volatile.Write(ref Turn, turn);

    private void Await(int turn)
    {
        while (Volatile.Read(ref Turn) != turn)
        {
        }
    }
}
