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
        new("ssdlite-emo2-1m", Coco, SsdLiteEmo2Of1M.Load, SsdLiteEmo2Of1M.LoadRandom) { IsOfEmo2 = true },
        new("ssdlite-emo-1m", Coco, SsdLiteEmo1M.Load, SsdLiteEmo1M.LoadRandom)
        {
            Training = ("SSDLite_EMO_1M", "ssd_emo/ssdlite_emo_1M_pretrain_coco.py"),
        },
        new("ssdlite-emo-2m", Coco, SsdLiteEmo2M.Load, SsdLiteEmo2M.LoadRandom)
        {
            Training = ("SSDLite_EMO_2M", "ssd_emo/ssdlite_emo_2M_pretrain_coco.py"),
        },
        new("ssdlite-emo-5m", Coco, SsdLiteEmo5M.Load, SsdLiteEmo5M.LoadRandom)
        {
            Training = ("SSDLite_EMO_5M", "ssd_emo/ssdlite_emo_5M_pretrain_coco.py"),
        },
        new("retinanet-emo-2m", Coco, RetinaNetEmo2M.Load, RetinaNetEmo2M.LoadRandom)
        {
            Training = ("RetinaNet_EMO_2M", "retinanet_emo/retinanet_emo_2M_fpn_1x_coco.py"),
        },
#endif
    ];

    /// <summary>The model whose trained weights are inside the program.</summary>
    public const string Default = "ssdlite-cells";

    /// <summary>The weights inside the program; null: there are none.</summary>
    public Func<IDetector>? LoadEmbedded { get; private init; }

    /// <summary>Where the picture is that the program looks at when it is given none; null: the samples' common one.</summary>
    public Assembly? Pictures { get; private init; }

    /// <summary>
    /// The authors' folder of this network, which has its training log, and the configuration it was trained with; for a network that has
    /// no weights in the program.
    /// </summary>
    private (string Folder, string Configuration) Training { get; init; }

    /// <summary>A network of the EMOv2 authors, who publish no weights of it.</summary>
    private bool IsOfEmo2 { get; init; }

    public static ModelChoice Of(string name) => All.First(model => model.Name == name);

    /// <summary>What to do when there are no weights.</summary>
    public string Advice => IsOfEmo2
        ? TrainedWeights.AdviceOfEmo2(Name, "downstreams/det", "mmdetection")
        : TrainedWeights.Advice(Name, Training.Folder, "mmdetection/configs/" + Training.Configuration);
}
