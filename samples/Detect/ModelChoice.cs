namespace Emo.Samples.Detect;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Training">
/// The authors' folder of this network, which has its training log, and the configuration it was trained with.
/// </param>
/// <param name="Load">From a checkpoint file.</param>
/// <param name="LoadRandom">With noise for weights.</param>
internal sealed record ModelChoice(
    string Name, (string Folder, string Configuration) Training, Func<string, IDetector> Load, Func<IDetector> LoadRandom)
{
    public static readonly ModelChoice[] All =
    [
        new("ssdlite-emo-1m", ("SSDLite_EMO_1M", "ssd_emo/ssdlite_emo_1M_pretrain_coco.py"), SsdLiteEmo1M.Load, SsdLiteEmo1M.LoadRandom),
        new("ssdlite-emo-2m", ("SSDLite_EMO_2M", "ssd_emo/ssdlite_emo_2M_pretrain_coco.py"), SsdLiteEmo2M.Load, SsdLiteEmo2M.LoadRandom),
        new("ssdlite-emo-5m", ("SSDLite_EMO_5M", "ssd_emo/ssdlite_emo_5M_pretrain_coco.py"), SsdLiteEmo5M.Load, SsdLiteEmo5M.LoadRandom),
        new(
            "retinanet-emo-2m",
            ("RetinaNet_EMO_2M", "retinanet_emo/retinanet_emo_2M_fpn_1x_coco.py"),
            RetinaNetEmo2M.Load,
            RetinaNetEmo2M.LoadRandom),
    ];

    public const string Default = "ssdlite-emo-2m";

    public static ModelChoice Of(string name) => All.First(model => model.Name == name);

    /// <summary>What to do when there are no weights.</summary>
    public string Advice => TrainedWeights.Advice(Name, Training.Folder, "mmdetection/configs/" + Training.Configuration);
}
