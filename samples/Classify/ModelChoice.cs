namespace Emo.Samples.Classify;

/// <summary>A model that the sample was compiled with, by its spec's name.</summary>
internal sealed record ModelChoice(string Name, Func<string, IClassifier> Load)
{
    /// <summary>The model whose trained weights are inside the executable.</summary>
    public const string Embedded = "emo-cifar10";

    public static readonly ModelChoice[] All =
    [
        new(Embedded, EmoCifar10.Load),
        new("emo2-1m", Emo2Of1M.Load),
        new("emo2-2m", Emo2Of2M.Load),
        new("emo2-5m", Emo2Of5M.Load),
        new("emo-1m", Emo1M.Load),
        new("emo-2m", Emo2M.Load),
        new("emo-5m", Emo5M.Load),
        new("emo-6m", Emo6M.Load),
    ];

    public static ModelChoice ByName(string name) => All.First(model => model.Name == name);

    public static IClassifier LoadEmbedded()
    {
        byte[] file = EmbeddedFile.Read(typeof(ModelChoice).Assembly, "emo-cifar10.pth");
        using var checkpoint = Checkpoint.Open(file, "emo-cifar10.pth (embedded)");
        return EmoCifar10.Load(checkpoint);
    }
}
