namespace Emo.Samples.Classify;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
internal sealed record ModelChoice(string Name, Func<string, IClassifier> Load, Func<ModelSummary> Describe)
{
    /// <summary>The model whose trained weights are inside the executable.</summary>
    public const string Embedded = "emo-cifar10";

    public static readonly ModelChoice[] All =
    [
        new(Embedded, EmoCifar10.Load, EmoCifar10.Describe),
        new("emo-1m", Emo1M.Load, Emo1M.Describe),
        new("emo-2m", Emo2M.Load, Emo2M.Describe),
        new("emo-5m", Emo5M.Load, Emo5M.Describe),
        new("emo-6m", Emo6M.Load, Emo6M.Describe),
    ];

    public static ModelChoice ByName(string name) => All.First(model => model.Name == name);

    public static IClassifier LoadEmbedded()
    {
        byte[] file = EmbeddedFile.Read(typeof(ModelChoice).Assembly, "emo-cifar10.pth");
        using var checkpoint = Checkpoint.Open(file, "emo-cifar10.pth (embedded)");
        return EmoCifar10.Load(checkpoint);
    }
}
