using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Drawing;
using Emo.Samples.Segment;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    bool random = options.RandomWeights(arguments);
    using var model = Load(ModelChoice.Of(options.Model(arguments)), options.Weights(arguments), random);
    float threshold = options.Threshold(arguments);

    var folder = options.Output(arguments) is { } path ? new OutputFolder(path, "segmented") : null;
    var pictures = PictureSource.Find(options.Paths(arguments))
        .Select(source => Segment(model, source, threshold, folder, random))
        .ToList();
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
    return model.Load(weights ?? throw new FileNotFoundException(model.Advice));
}

static SegmentedPicture Segment(ISegmenter model, PictureSource source, float threshold, OutputFolder? folder, bool random)
{
    var picture = source.Open();
    var labels = model.Segment(picture).Labels;
    var classes = ClassShare.Of(model, labels, threshold);
    string? file = folder?.FileFor(source.Name);
    if (file is not null)
    {
        using var annotated = Annotation.Draw(picture, labels, classes, new LabelColours(model.Palette), random);
        PictureFile.Save(annotated, file);
    }

    return new SegmentedPicture(source.Name, picture.Width, picture.Height, classes, file);
}
