using System.Diagnostics;
using Emo.Codegen.Planning;
using Emo.Samples.Profiling;
using Emo.Tool.Models;
using Emo.Tool.Specs;

namespace Emo.Tool.Profiling;

/// <summary>How long a block takes, in milliseconds.</summary>
internal sealed record BlockTime(PlannedBlock Block, double Milliseconds);

/// <summary>Where the time of a prediction goes, on one thread.</summary>
/// <param name="Spec">What was measured.</param>
/// <param name="Blocks">The median of each block.</param>
/// <param name="Milliseconds">The median of the whole prediction.</param>
/// <param name="PeakGigaMultiplyAdds">What a loop of fused multiply-adds on registers reached in the same minutes.</param>
/// <param name="VectorBits">The vectors of that loop, and of the network.</param>
/// <param name="Runs">How many predictions were measured.</param>
internal sealed record NetworkProfile(
    ToolSpec Spec, IReadOnlyList<BlockTime> Blocks, double Milliseconds, double PeakGigaMultiplyAdds, int VectorBits, int Runs)
{
    private const int MostRuns = 200;
    private const int LeastRuns = 10;

    /// <summary>The JIT compiles methods again that ran often, some 0.1 s later.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public double GigaMultiplyAdds => Rate(Spec.Plan.Cost.MultiplyAdds, Milliseconds);

    /// <summary>Billions of multiply-adds a second.</summary>
    public static double Rate(long multiplyAdds, double milliseconds) => milliseconds > 0 ? multiplyAdds / milliseconds / 1e6 : 0;

    public static NetworkProfile Measure(ToolSpec spec, LoadedNetwork network, float[] input)
    {
        Measure(spec, network, input, s_warmUp, int.MaxValue);
        var (clock, peak) = Measure(spec, network, input, s_limit, MostRuns);
        return new NetworkProfile(
            spec,
            [.. spec.Plan.Blocks.Select((block, i) => new BlockTime(block, clock.Median(i)))],
            clock.MedianOfSums(),
            FmaPeak.MultiplyAdds / peak / 1e6,
            FmaPeak.VectorBits,
            clock.Predictions);
    }

    /// <summary>Returns the times, and the shortest one of the loop beside them, in milliseconds.</summary>
    private static (BlockClock Clock, double Peak) Measure(
        ToolSpec spec, LoadedNetwork network, float[] input, TimeSpan limit, int most)
    {
        var clock = new BlockClock(spec.Plan.Blocks.Count);
        double peak = double.PositiveInfinity;
        long began = Stopwatch.GetTimestamp();
        network.Model.Observer = _ => clock.Stop();
        while (clock.Predictions < LeastRuns || (clock.Predictions < most && Stopwatch.GetElapsedTime(began) < limit))
        {
            long start = Stopwatch.GetTimestamp();
            FmaPeak.Run();
            peak = Math.Min(peak, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            clock.Start();
            network.Predict(input);
        }

        network.Model.Observer = null;
        return (clock, peak);
    }
}
