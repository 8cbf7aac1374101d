using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Segment;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    bool random = options.RandomWeights(arguments);
    var choice = ModelChoice.Of(options.Model(arguments));
    using var model = Load(choice, options, arguments);
    var segmenter = new PictureSegmenter(
        PictureSource.Find(options.Paths(arguments), choice.Pictures),
        model,
        choice.Background,
        options.Threshold(arguments),
        options.SmallestRegion(arguments),
        options.Output(arguments),
        options.Extension(arguments),
        random);
    var pictures = segmenter.Run();
    if (options.Json(arguments))
        JsonReport.Write(StandardOutput.Stream, model.Info, random, pictures);
    else
        TextReport.Write(StandardOutput.Text, model.Info, random, pictures);
    return 0;
}

static ISegmenter Load(ModelChoice model, Options options, ParseResult arguments)
{
    if (options.RandomWeights(arguments))
        return model.LoadRandom();
    string? weights = options.Weights(arguments);
    if (weights is null && model.LoadEmbedded is { } embedded)
        return embedded();
    return TrainedWeights.Load(
        model.Load, weights ?? throw new FileNotFoundException(model.Advice), model.Name, options.IsModelGiven(arguments));
}
