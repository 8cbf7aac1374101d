namespace Emo.Samples.Segment;

// A model's own part can call the generated DeclareStateDict: that is how the random weights get its names and shapes.

[EmoModel("deeplabv3-nuclei")]
public sealed partial class DeepLabV3Nuclei
{
    internal static DeepLabV3Nuclei LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

#if !EMO_EMBEDDED_ONLY
[EmoModel("deeplabv3-emo2-1m")]
public sealed partial class DeepLabV3Emo2Of1M
{
    internal static DeepLabV3Emo2Of1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("deeplabv3-emo2-2m")]
public sealed partial class DeepLabV3Emo2Of2M
{
    internal static DeepLabV3Emo2Of2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("deeplabv3-emo2-5m")]
public sealed partial class DeepLabV3Emo2Of5M
{
    internal static DeepLabV3Emo2Of5M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("fpn-emo2-1m")]
public sealed partial class FpnEmo2Of1M
{
    internal static FpnEmo2Of1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("segformer-emo2-1m")]
public sealed partial class SegformerEmo2Of1M
{
    internal static SegformerEmo2Of1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("deeplabv3-emo-1m")]
public sealed partial class DeepLabV3Emo1M
{
    internal static DeepLabV3Emo1M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("deeplabv3-emo-2m")]
public sealed partial class DeepLabV3Emo2M
{
    internal static DeepLabV3Emo2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("deeplabv3-emo-5m")]
public sealed partial class DeepLabV3Emo5M
{
    internal static DeepLabV3Emo5M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}

[EmoModel("pspnet-emo-2m")]
public sealed partial class PspNetEmo2M
{
    internal static PspNetEmo2M LoadRandom()
    {
        using var noise = RandomWeights.For(static stateDict => DeclareStateDict(stateDict));
        return Load(noise);
    }
}
#endif
