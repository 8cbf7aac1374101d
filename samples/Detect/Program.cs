using System.CommandLine;
using Emo;
using Emo.Samples;
using Emo.Samples.Detect;
using Emo.Samples.Drawing;

return SampleProgram.Run(new Options().Command(Run), args);

static int Run(Options options, ParseResult arguments)
{
    bool random = options.RandomWeights(arguments);
    var choice = ModelChoice.Of(options.Model(arguments));
    using var model = Load(choice, options, arguments);
    model.ScoreThreshold = options.Threshold(arguments) ?? choice.Threshold;
    model.MaxDetections = options.Max(arguments);

    var sources = PictureSource.Find(options.Paths(arguments), choice.Pictures);
    string ending = ResultFiles.Detected + options.Extension(arguments);
    var folder = options.Output(arguments) is { } path ? new OutputFolder(path, ending, sources) : null;
    var pictures = sources.Select(source => Detect(model, source, folder, random)).ToList();
    if (options.Json(arguments))
        JsonReport.Write(StandardOutput.Stream, model.Info, random, pictures);
    else
        TextReport.Write(StandardOutput.Text, model, random, pictures);
    return 0;
}

static IDetector Load(ModelChoice model, Options options, ParseResult arguments)
{
    if (options.RandomWeights(arguments))
        return model.LoadRandom();
    string? weights = options.Weights(arguments);
    if (weights is null && model.LoadEmbedded is { } embedded)
        return embedded();
    return TrainedWeights.Load(
        model.Load, weights ?? throw new FileNotFoundException(model.Advice), model.Name, options.IsModelGiven(arguments));
}

static DetectedPicture Detect(IDetector model, PictureSource source, OutputFolder? folder, bool random)
{
    string? file = folder?.FileFor(source.Name);
    var picture = source.Open();
    var detections = model.Detect(picture);
    var counts = ClassCount.Of(model, detections);
    if (file is not null)
    {
        using var annotated = Annotation.Draw(picture, detections, ClassCount.HasFewClasses(model) ? counts : null, random);
        PictureFile.Save(annotated, file);
    }

    return new DetectedPicture(source.Name, picture.Width, picture.Height, detections, counts, file);
}
