using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Classify;
using Emo.Samples.Classify.Blocks;
using Emo.Samples.Classify.Profiling;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    using var model = Load(options.Model(arguments), options.Weights(arguments));
    if (options.SavePacked(arguments) is { } packed)
    {
        model.SaveWeights(packed);
        return 0;
    }

    var pictures = PictureSource.Find(options.Paths(arguments));
    if (options.Dump(arguments) is { } dump)
        return BlockDump.Write(dump, model, ModelInput.Of(model, pictures[0].Open()), StandardOutput.Text);
    if (options.Compare(arguments) is { } reference)
    {
        return BlockComparison.Run(
            reference, model, () => ModelInput.Of(model, pictures[0].Open()), options.Tolerance(arguments), StandardOutput.Text);
    }

    if (options.Profile(arguments))
        return Profile(options.Model(arguments), model, pictures[0], options.Json(arguments));

    int top = options.Top(arguments);
    var predictions = pictures.Select(picture => (picture.Name, model.Classify(picture.Open(), top))).ToList();
    var timing = options.Bench(arguments) ? Timing.Measure(model, pictures[0].Open()) : null;
    if (options.Json(arguments))
        JsonReport.Write(StandardOutput.Stream, model.Info, predictions, timing);
    else
        new TextReport(StandardOutput.Text, colour: !Console.IsOutputRedirected).Write(model.Info, predictions, timing);
    return 0;
}

static int Profile(string name, IClassifier model, PictureSource picture, bool json)
{
    var profile = BlockProfile.Measure(model, ModelChoice.ByName(name).Describe(), ModelInput.Of(model, picture.Open()));
    if (json)
        ProfileReport.WriteJson(StandardOutput.Stream, profile);
    else
        ProfileReport.Write(StandardOutput.Text, profile);
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
