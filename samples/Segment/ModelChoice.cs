namespace Emo.Samples.Segment;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Training">
/// The authors' folder of this network, which has its training log, and the configuration it was trained with.
/// </param>
/// <param name="Load">From a checkpoint file.</param>
/// <param name="LoadRandom">With noise for weights.</param>
internal sealed record ModelChoice(
    string Name, (string Folder, string Configuration) Training, Func<string, ISegmenter> Load, Func<ISegmenter> LoadRandom)
{
    public static readonly ModelChoice[] All =
    [
        new(
            "deeplabv3-emo-1m",
            ("DeepLabv3_EMO_1M", "deeplabv3_emo/deeplabv3_emo_1M_pretrain_512x512_80k_ade20k.py"),
            DeepLabV3Emo1M.Load,
            DeepLabV3Emo1M.LoadRandom),
        new(
            "deeplabv3-emo-2m",
            ("DeepLabv3_EMO_2M", "deeplabv3_emo/deeplabv3_emo_2M_pretrain_512x512_80k_ade20k.py"),
            DeepLabV3Emo2M.Load,
            DeepLabV3Emo2M.LoadRandom),
        new(
            "deeplabv3-emo-5m",
            ("DeepLabv3_EMO_5M", "deeplabv3_emo/deeplabv3_emo_5M_pretrain_512x512_80k_ade20k.py"),
            DeepLabV3Emo5M.Load,
            DeepLabV3Emo5M.LoadRandom),
        new("pspnet-emo-2m", ("PSPNet_EMO_2M", "pspnet_emo/pspnet_emo_2M_512x512_80k_ade20k.py"), PspNetEmo2M.Load, PspNetEmo2M.LoadRandom),
    ];

    public const string Default = "deeplabv3-emo-2m";

    public static ModelChoice Of(string name) => All.First(model => model.Name == name);

    /// <summary>What to do when there are no weights.</summary>
    public string Advice => TrainedWeights.Advice(Name, Training.Folder, "mmsegmentation/configs/" + Training.Configuration);
}
