using System.Reflection;

namespace Emo.Samples.Segment;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Load">From a checkpoint file.</param>
/// <param name="LoadRandom">With noise for weights.</param>
internal sealed record ModelChoice(string Name, Func<string, ISegmenter> Load, Func<ISegmenter> LoadRandom)
{
    public static readonly ModelChoice[] All =
    [
        new("deeplabv3-nuclei", DeepLabV3Nuclei.Load, DeepLabV3Nuclei.LoadRandom)
        {
            Background = 0,
            LoadEmbedded = () => DeepLabV3Nuclei.Load(typeof(ModelChoice).Assembly, "deeplabv3-nuclei.emo"),
            Pictures = typeof(ModelChoice).Assembly,
        },
#if !EMO_EMBEDDED_ONLY
        new("deeplabv3-emo2-1m", DeepLabV3Emo2Of1M.Load, DeepLabV3Emo2Of1M.LoadRandom),
        new("deeplabv3-emo2-2m", DeepLabV3Emo2Of2M.Load, DeepLabV3Emo2Of2M.LoadRandom),
        new("deeplabv3-emo2-5m", DeepLabV3Emo2Of5M.Load, DeepLabV3Emo2Of5M.LoadRandom),
        new("fpn-emo2-1m", FpnEmo2Of1M.Load, FpnEmo2Of1M.LoadRandom),
        new("segformer-emo2-1m", SegformerEmo2Of1M.Load, SegformerEmo2Of1M.LoadRandom),
        new("deeplabv3-emo-1m", DeepLabV3Emo1M.Load, DeepLabV3Emo1M.LoadRandom)
        {
            Training = new("DeepLabv3_EMO_1M", "deeplabv3_emo/deeplabv3_emo_1M_pretrain_512x512_80k_ade20k.py"),
        },
        new("deeplabv3-emo-2m", DeepLabV3Emo2M.Load, DeepLabV3Emo2M.LoadRandom)
        {
            Training = new("DeepLabv3_EMO_2M", "deeplabv3_emo/deeplabv3_emo_2M_pretrain_512x512_80k_ade20k.py"),
        },
        new("deeplabv3-emo-5m", DeepLabV3Emo5M.Load, DeepLabV3Emo5M.LoadRandom)
        {
            Training = new("DeepLabv3_EMO_5M", "deeplabv3_emo/deeplabv3_emo_5M_pretrain_512x512_80k_ade20k.py"),
        },
        new("pspnet-emo-2m", PspNetEmo2M.Load, PspNetEmo2M.LoadRandom)
        {
            Training = new("PSPNet_EMO_2M", "pspnet_emo/pspnet_emo_2M_512x512_80k_ade20k.py"),
        },
#endif
    ];

    /// <summary>The model whose trained weights are inside the program.</summary>
    public const string Default = "deeplabv3-nuclei";

    /// <summary>
    /// The class that is nothing: it is not painted, its regions are not counted, and the others are worth a label map. Null where
    /// every class is something.
    /// </summary>
    public int? Background { get; private init; }

    /// <summary>The weights inside the program; null: there are none.</summary>
    public Func<ISegmenter>? LoadEmbedded { get; private init; }

    /// <summary>Where the picture is that the program looks at when it is given none; null: the samples' common one.</summary>
    public Assembly? Pictures { get; private init; }

    /// <summary>What the EMO authors publish of this network; null: its weights are in the program, or it is one on EMOv2.</summary>
    private EmoTraining? Training { get; init; }

    public static ModelChoice Of(string name) => All.First(model => model.Name == name);

    /// <summary>What to do when there are no weights.</summary>
    public string Advice => TrainedWeights.Advice(Name, Training, "seg", "mmsegmentation");
}
