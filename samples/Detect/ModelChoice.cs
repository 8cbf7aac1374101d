using System.Reflection;
using Emo.Samples.Accuracy;

namespace Emo.Samples.Detect;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Threshold">
/// The score above which its objects are shown, unless the command line says otherwise. <c>docs/detection.md</c> says how it was found.
/// </param>
/// <param name="Load">From a checkpoint file.</param>
/// <param name="LoadRandom">With noise for weights.</param>
internal sealed record ModelChoice(string Name, float Threshold, Func<string, IDetector> Load, Func<IDetector> LoadRandom)
{
#if !EMO_EMBEDDED_ONLY
    /// <summary>What the authors' networks are usually shown at.</summary>
    private const float Coco = 0.3f;
#endif

    public static readonly ModelChoice[] All =
    [
        new("ssdlite-cells", ShownScore.Cells, SsdLiteCells.Load, SsdLiteCells.LoadRandom)
        {
            LoadEmbedded = () => SsdLiteCells.Load(typeof(ModelChoice).Assembly, "ssdlite-cells.emo"),
            Pictures = typeof(ModelChoice).Assembly,
        },
#if !EMO_EMBEDDED_ONLY
        new("ssdlite-emo2-1m", Coco, SsdLiteEmo2Of1M.Load, SsdLiteEmo2Of1M.LoadRandom),
        new("ssdlite-emo2-2m", Coco, SsdLiteEmo2Of2M.Load, SsdLiteEmo2Of2M.LoadRandom),
        new("ssdlite-emo2-5m", Coco, SsdLiteEmo2Of5M.Load, SsdLiteEmo2Of5M.LoadRandom),
        new("ssdlite-emo-1m", Coco, SsdLiteEmo1M.Load, SsdLiteEmo1M.LoadRandom)
        {
            Training = new("SSDLite_EMO_1M", "ssd_emo/ssdlite_emo_1M_pretrain_coco.py"),
        },
        new("ssdlite-emo-2m", Coco, SsdLiteEmo2M.Load, SsdLiteEmo2M.LoadRandom)
        {
            Training = new("SSDLite_EMO_2M", "ssd_emo/ssdlite_emo_2M_pretrain_coco.py"),
        },
        new("ssdlite-emo-5m", Coco, SsdLiteEmo5M.Load, SsdLiteEmo5M.LoadRandom)
        {
            Training = new("SSDLite_EMO_5M", "ssd_emo/ssdlite_emo_5M_pretrain_coco.py"),
        },
        new("retinanet-emo-2m", Coco, RetinaNetEmo2M.Load, RetinaNetEmo2M.LoadRandom)
        {
            Training = new("RetinaNet_EMO_2M", "retinanet_emo/retinanet_emo_2M_fpn_1x_coco.py"),
        },
#endif
    ];

    /// <summary>The model whose trained weights are inside the program.</summary>
    public const string Default = "ssdlite-cells";

    /// <summary>The weights inside the program; null: there are none.</summary>
    public Func<IDetector>? LoadEmbedded { get; private init; }

    /// <summary>Where the picture is that the program looks at when it is given none; null: the samples' common one.</summary>
    public Assembly? Pictures { get; private init; }

    /// <summary>What the EMO authors publish of this network; null: its weights are in the program, or it is one on EMOv2.</summary>
    private EmoTraining? Training { get; init; }

    public static ModelChoice Of(string name) => All.First(model => model.Name == name);

    /// <summary>What to do when there are no weights.</summary>
    public string Advice => TrainedWeights.Advice(Name, Training, "det", "mmdetection");
}
