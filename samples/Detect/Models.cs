namespace Emo.Samples.Detect;

// A model's own part can call the generated DeclareStateDict: that is how the random weights get its names and shapes.

[EmoModel("ssdlite-cells")]
public sealed partial class SsdLiteCells
{
    internal static SsdLiteCells LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

#if !EMO_EMBEDDED_ONLY
[EmoModel("ssdlite-emo2-1m")]
public sealed partial class SsdLiteEmo2Of1M
{
    internal static SsdLiteEmo2Of1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("ssdlite-emo2-2m")]
public sealed partial class SsdLiteEmo2Of2M
{
    internal static SsdLiteEmo2Of2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("ssdlite-emo2-5m")]
public sealed partial class SsdLiteEmo2Of5M
{
    internal static SsdLiteEmo2Of5M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("ssdlite-emo-1m")]
public sealed partial class SsdLiteEmo1M
{
    internal static SsdLiteEmo1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("ssdlite-emo-2m")]
public sealed partial class SsdLiteEmo2M
{
    internal static SsdLiteEmo2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("ssdlite-emo-5m")]
public sealed partial class SsdLiteEmo5M
{
    internal static SsdLiteEmo5M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("retinanet-emo-2m")]
public sealed partial class RetinaNetEmo2M
{
    internal static RetinaNetEmo2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}
#endif
