using Emo.Benchmarks.Networks;
using Emo.Onnx;

namespace Emo.Benchmarks.Compare;

/// <summary>A comparison of times is worth nothing unless both sides compute the same.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-5;

    public static void Check(ModelEntry entry, OurNetwork ours, OrtNetwork ort)
    {
        float[] expected = ort.Outputs["logits"];
        double largest = expected.Max(Math.Abs);
        double difference = 0;
        for (int i = 0; i < expected.Length; i++)
            difference = Math.Max(difference, Math.Abs(expected[i] - ours.Logits[i]));
        if (!(difference <= Tolerance * largest))
        {
            throw new InvalidOperationException(
                $"{entry.Name}: the logits of the generated class and of ONNX Runtime differ by {difference / largest:E1} of " +
                $"their largest; allowed are {Tolerance:E1}.");
        }
    }
}
