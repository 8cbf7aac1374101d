using Emo.Samples;

namespace Emo.Benchmarks.Soak;

// Small models, of which a process can hold many. A part of their own gives the noise for weights its names and shapes.

[EmoModel("emo-cifar10")]
internal sealed partial class SoakClassifier
{
    public static SoakClassifier LoadNoise()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("soak-detector")]
internal sealed partial class SoakDetector
{
    public static SoakDetector LoadNoise()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}
