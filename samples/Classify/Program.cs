using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Classify;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    using var model = Load(options.Model(arguments), options.Weights(arguments));
    var pictures = PictureSource.Find(options.Paths(arguments));
    int top = options.Top(arguments);
    var predictions = pictures.Select(picture => (picture.Name, model.Classify(picture.Open(), top))).ToList();
    var timing = options.Bench(arguments) ? Timing.Measure(model, pictures[0].Open()) : null;
    if (options.Json(arguments))
        JsonReport.Write(StandardOutput.Stream, model.Info, predictions, timing);
    else
        new TextReport(StandardOutput.Text, colour: !Console.IsOutputRedirected).Write(model.Info, predictions, timing);
    return 0;
}

static IClassifier Load(string name, string? weights)
{
    if (weights is null && name == ModelChoice.Embedded)
        return ModelChoice.LoadEmbedded();
    if (weights is null)
        throw new FileNotFoundException($"{name} needs its weights: --weights net.pth. README.md says where the authors publish them.");
    return ModelChoice.ByName(name).Load(weights);
}
