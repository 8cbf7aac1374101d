using System.Reflection;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Contract;

/// <summary>The kinds of generated classes, a small one each, compiled in memory.</summary>
internal sealed class ModelKind
{
    /// <summary>Names and specs.</summary>
    public static readonly (string Name, string Spec)[] Specs =
    [
        ("Classifier", TestSpecs.Small("Classifier")),
        ("Features", TestSpecs.Small("Features", head: TestSpecs.Features)),
        ("Detector", WithFraming(TestSpecs.Small("Detector", head: TestSpecs.SsdLite, neck: TestSpecs.SsdNeck))),
        ("Segmenter", WithFraming(TestSpecs.Small("Segmenter", head: TestSpecs.Psp))),
    ];

    private static readonly Lazy<Func<string, Type>> s_types = new(() => ModelCompilation.Create(Specs).Load());

    private ModelKind(string name, string spec)
    {
        Name = name;
        Type = s_types.Value(name);
        var graph = GraphBuilder.Build(SpecReader.Read(name + ".json", spec).Spec!);
        Checkpoint = new RandomWeights(graph, seed: 1).ToCheckpoint();
    }

    public static IReadOnlyList<string> Names { get; } = [.. Specs.Select(spec => spec.Name)];

    public string Name { get; }

    public Type Type { get; }

    public Checkpoint Checkpoint { get; }

    public static ModelKind Of(string name) => new(name, Specs.Single(spec => spec.Name == name).Spec);

    public IEmoModel Load() => (IEmoModel)Type
        .GetMethod("Load", [typeof(Checkpoint)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Checkpoint], null)!;

    public static IEmoModel Fork(IEmoModel model) => model switch
    {
        IClassifier classifier => classifier.Fork(),
        IFeatureExtractor features => features.Fork(),
        IDetector detector => detector.Fork(),
        ISegmenter segmenter => segmenter.Fork(),
        _ => throw new ArgumentException($"a new kind of model: {model}", nameof(model)),
    };

    public static float[] Compute(IEmoModel model, float[] input)
    {
        float[] outputs = new float[model.OutputLength];
        model.Predict(input, outputs);
        return outputs;
    }

    private static string WithFraming(string spec) =>
        spec.Replace("\"stem\":", "\"preprocessing\": { \"framing\": \"stretch\" },\n  \"stem\":", StringComparison.Ordinal);
}
