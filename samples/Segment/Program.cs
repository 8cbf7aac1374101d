using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Segment;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    bool random = options.RandomWeights(arguments);
    var choice = ModelChoice.Of(options.Model(arguments));
    using var model = Load(choice, options.Weights(arguments), random);
    var segmenter = new PictureSegmenter(
        model,
        choice.Background,
        options.Threshold(arguments),
        options.SmallestRegion(arguments),
        options.Output(arguments),
        options.Extension(arguments),
        random);
    var pictures = PictureSource.Find(options.Paths(arguments), choice.Pictures).Select(segmenter.Segment).ToList();
    if (options.Json(arguments))
        JsonReport.Write(StandardOutput.Stream, model.Info, random, pictures);
    else
        TextReport.Write(StandardOutput.Text, model.Info, random, pictures);
    return 0;
}

static ISegmenter Load(ModelChoice model, string? weights, bool random)
{
    if (random)
        return model.LoadRandom();
    if (weights is null && model.LoadEmbedded is { } embedded)
        return embedded();
    return model.Load(weights ?? throw new FileNotFoundException(model.Advice));
}
