using System.CommandLine;
using Emo;
using Emo.Samples.Classify;

return new Options().Command(Run).Parse(args).Invoke();

static int Run(Options options, ParseResult arguments)
{
    try
    {
        using var model = Load(options.Model(arguments), options.Weights(arguments));
        if (options.SavePacked(arguments) is { } packed)
        {
            model.SaveWeights(packed);
            return 0;
        }

        var pictures = PictureSource.Find(options.Paths(arguments));
        int top = options.Top(arguments);
        var predictions = pictures.Select(picture => (picture.Name, model.Classify(picture.Open(), top))).ToList();
        var timing = options.Bench(arguments) ? Timing.Measure(model, pictures[0].Open()) : null;
        if (options.Json(arguments))
            JsonReport.Write(Console.OpenStandardOutput(), model.Info, predictions, timing);
        else
            new TextReport(Console.Out, colour: !Console.IsOutputRedirected).Write(model.Info, predictions, timing);
        return 0;
    }
    catch (Exception exception) when (exception is CheckpointException or PictureException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        return 1;
    }
}

static IClassifier Load(string name, string? weights)
{
    if (weights is null && name == ModelChoice.Embedded)
        return ModelChoice.LoadEmbedded();
    if (weights is null)
        throw new FileNotFoundException($"{name} needs its weights: --weights net.pth. README.md says where the authors publish them.");
    return ModelChoice.All.First(model => model.Name == name).Load(weights);
}
