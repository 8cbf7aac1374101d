using System.Diagnostics;

namespace Emo.Samples.Classify;

/// <summary>How long the network takes for one picture, without decoding and preprocessing.</summary>
internal sealed record Timing(double MedianMilliseconds, double MinimumMilliseconds, int Runs)
{
    private const int WarmUp = 10;
    private const int Measured = 200;

    public static Timing Measure(IClassifier model, Picture picture)
    {
        float[] input = ModelInput.Of(model, picture);
        float[] logits = new float[model.ClassCount];

        double[] milliseconds = new double[Measured];
        for (int run = -WarmUp; run < Measured; run++)
        {
            long start = Stopwatch.GetTimestamp();
            model.Predict(input, logits);
            if (run >= 0)
                milliseconds[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(milliseconds);
        return new Timing(milliseconds[Measured / 2], milliseconds[0], Measured);
    }
}
