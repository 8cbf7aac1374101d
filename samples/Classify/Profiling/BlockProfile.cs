using System.Diagnostics;
using Emo.Samples.Profiling;

namespace Emo.Samples.Classify.Profiling;

/// <summary>How long a block takes.</summary>
internal sealed record BlockTime(BlockSummary Block, double Milliseconds)
{
    /// <summary>Billions of multiply-adds a second.</summary>
    public double GigaMultiplyAdds => Block.MultiplyAdds / Milliseconds / 1e6;
}

/// <summary><c>--profile</c>: where the time of a prediction goes, on one thread.</summary>
/// <param name="Model">What was measured.</param>
/// <param name="Blocks">The median of each block.</param>
/// <param name="Milliseconds">The median of the whole prediction.</param>
/// <param name="PeakGigaMultiplyAdds">What a loop of fused multiply-adds on registers reached in the same minutes.</param>
/// <param name="VectorBits">The vectors of that loop, and of the network.</param>
/// <param name="Runs">How many predictions were measured.</param>
internal sealed record BlockProfile(
    ModelInfo Model, IReadOnlyList<BlockTime> Blocks, double Milliseconds, double PeakGigaMultiplyAdds, int VectorBits, int Runs)
{
    private const int WarmUps = 20;
    private const int MeasuredRuns = 200;

    public double GigaMultiplyAdds => Model.MultiplyAdds / Milliseconds / 1e6;

    public static BlockProfile Measure(IClassifier model, ModelSummary summary, float[] input)
    {
        var clock = new BlockClock(summary.Blocks.Length);
        float[] logits = new float[model.ClassCount];
        var peaks = new List<double>();
        model.Observer = _ => clock.Stop();
        for (int run = 0; run < WarmUps + MeasuredRuns; run++)
        {
            long start = Stopwatch.GetTimestamp();
            FmaPeak.Run();
            peaks.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            clock.Start();
            model.Predict(input, logits);
        }

        model.Observer = null;
        return new BlockProfile(
            summary.Model,
            [.. summary.Blocks.Select((block, i) => new BlockTime(block, clock.Median(i, WarmUps)))],
            clock.MedianOfSums(WarmUps),
            FmaPeak.MultiplyAdds / peaks.Min() / 1e6,
            FmaPeak.VectorBits,
            MeasuredRuns);
    }
}
