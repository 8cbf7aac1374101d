using System.Numerics.Tensors;
using System.Reflection;

namespace Emo.Codegen.Tests.Contract;

/// <summary>What a call on a model does while that model predicts.</summary>
internal enum Outcome
{
    /// <summary>An <see cref="InvalidOperationException"/>: the instance is in use.</summary>
    Refused,

    /// <summary>What it does at any time.</summary>
    Works,

    /// <summary>The prediction is completed, and is the last one.</summary>
    Disposes,
}

/// <summary>A public method, and a call of it.</summary>
internal sealed record CallbackCase(string Member, Outcome Outcome, Action<CallbackSubject> Call);

/// <summary>
/// Every public method of generated classes, with what an observer gets that calls it on the model that
/// calls the observer.
/// </summary>
internal static class CallbackCases
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_assembly = typeof(CallbackCases).Assembly;

    private static readonly CallbackCase[] s_common =
    [
        new("set_Team(ThreadTeam)", Outcome.Refused, subject => subject.Model.Team = subject.Team),
        new("set_Observer(BlockObserver)", Outcome.Refused, subject => subject.Model.Observer = _ => { }),
        new("Dispose()", Outcome.Disposes, subject => subject.Model.Dispose()),
        new("Fork()", Outcome.Works, subject => subject.ComputesTheSame(ModelKind.Fork(subject.Model))),
        new("Describe()", Outcome.Works, subject => Assert.NotEmpty(subject.Static<ModelSummary>("Describe").Blocks)),
        new("Load(Checkpoint)", Outcome.Works, subject => subject.ComputesTheSame(subject.Kind.Load())),
        new("Load(String)", Outcome.Works, Reload),
        new(
            "Load(ReadOnlyMemory<Byte>)",
            Outcome.Works,
            s => s.ComputesTheSame(s.Static<IEmoModel>("Load", new ReadOnlyMemory<byte>(Saved(s))))),
        new("Load(Stream)", Outcome.Works, s => s.ComputesTheSame(s.Static<IEmoModel>("Load", new MemoryStream(Saved(s))))),
        new(
            "Load(Assembly, String)",
            Outcome.Works,
            s => Assert.Throws<FileNotFoundException>(() => s.Static<IEmoModel>("Load", s_assembly, "none"))),
        new("LoadAsync(Stream, CancellationToken)", Outcome.Works, LoadAsync),
        new("SaveWeights(String, WeightStorage)", Outcome.Works, Reload),
        new("SaveWeights(Stream, WeightStorage)", Outcome.Works, s => Saved(s)),
        new("Predict(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, subject => subject.Compute(subject.Model)),
        new(
            "PredictBatch(ReadOnlySpan<Single>, Int32, Span<Single>, CancellationToken)",
            Outcome.Refused,
            s => s.Model.PredictBatch(s.Input, 1, new float[s.Model.OutputLength])),
    ];

    private static readonly CallbackCase[] s_classifier =
    [
        new("Predict(ReadOnlyTensorSpan<Single>&, TensorSpan<Single>&)", Outcome.Refused, PredictTensors),
        new("Classify(PictureView, Span<Classification>)", Outcome.Refused, s => Classifier(s).Classify(s.Picture.View, Classes)),
        new("Classify(Picture, Span<Classification>)", Outcome.Refused, s => Classifier(s).Classify(s.Picture, Classes)),
        new(
            "Classify(ReadOnlySpan<Byte>, Span<Classification>, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(s.PictureBytes, Classes)),
        new("Classify(Picture, Int32)", Outcome.Refused, s => Classifier(s).Classify(s.Picture)),
        new("Classify(PictureView, Int32)", Outcome.Refused, s => Classifier(s).Classify(s.Picture.View)),
        new(
            "Classify(String, Int32, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(s.PictureFile)),
        new(
            "Classify(ReadOnlySpan<Byte>, Int32, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(s.PictureBytes)),
        new(
            "Classify(Stream, Int32, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(new MemoryStream(s.PictureBytes))),
        new(
            "ClassifyAsync(Stream, Int32, PictureOptions, CancellationToken)",
            Outcome.Refused,
            s => Classifier(s).ClassifyAsync(new MemoryStream(s.PictureBytes)).GetAwaiter().GetResult()),
        new("Embed(PictureView, Span<Single>)", Outcome.Refused, s => Classifier(s).Embed(s.Picture.View, Embedding(s))),
        new("Embed(Picture, Span<Single>)", Outcome.Refused, s => Classifier(s).Embed(s.Picture, Embedding(s))),
        new(
            "Embed(ReadOnlySpan<Byte>, Span<Single>, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Embed(s.PictureBytes, Embedding(s))),
        new("Embed(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, s => Classifier(s).Embed(s.Input, Embedding(s))),
        new("Embed(Picture)", Outcome.Refused, s => Classifier(s).Embed(s.Picture)),
        new("Embed(PictureView)", Outcome.Refused, s => Classifier(s).Embed(s.Picture.View)),
        new(
            "Embed(String, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Embed(s.PictureFile)),
        new(
            "Embed(ReadOnlySpan<Byte>, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Embed(s.PictureBytes)),
        new(
            "Embed(Stream, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Embed(new MemoryStream(s.PictureBytes))),
        new(
            "EmbedAsync(Stream, PictureOptions, CancellationToken)",
            Outcome.Refused,
            s => Classifier(s).EmbedAsync(new MemoryStream(s.PictureBytes)).GetAwaiter().GetResult()),
    ];

    private static readonly CallbackCase[] s_detector =
    [
        new("set_ScoreThreshold(Single)", Outcome.Works, s => Detector(s).ScoreThreshold = 0.5f),
        new("set_NmsThreshold(Single)", Outcome.Works, s => Detector(s).NmsThreshold = 0.5f),
        new("set_MaxDetections(Int32)", Outcome.Works, s => Detector(s).MaxDetections = 3),
        new("Detect(PictureView, Span<Detection>)", Outcome.Refused, s => Detector(s).Detect(s.Picture.View, Detections)),
        new("Detect(Picture, Span<Detection>)", Outcome.Refused, s => Detector(s).Detect(s.Picture, Detections)),
        new(
            "Detect(ReadOnlySpan<Byte>, Span<Detection>, PictureOptions)",
            Outcome.Refused,
            s => Detector(s).Detect(s.PictureBytes, Detections)),
        new(
            "Detect(ReadOnlySpan<Single>, PictureFrame, Span<Detection>)",
            Outcome.Refused,
            s => Detector(s).Detect(s.Input, s.Model.Info.Preprocessing.FrameOf(5, 4), Detections)),
        new("Detect(Picture)", Outcome.Refused, s => Detector(s).Detect(s.Picture)),
        new("Detect(PictureView)", Outcome.Refused, s => Detector(s).Detect(s.Picture.View)),
        new(
            "Detect(String, PictureOptions)",
            Outcome.Refused,
            s => Detector(s).Detect(s.PictureFile)),
        new(
            "Detect(ReadOnlySpan<Byte>, PictureOptions)",
            Outcome.Refused,
            s => Detector(s).Detect(s.PictureBytes)),
        new(
            "Detect(Stream, PictureOptions)",
            Outcome.Refused,
            s => Detector(s).Detect(new MemoryStream(s.PictureBytes))),
        new(
            "DetectAsync(Stream, PictureOptions, CancellationToken)",
            Outcome.Refused,
            s => Detector(s).DetectAsync(new MemoryStream(s.PictureBytes)).GetAwaiter().GetResult()),
    ];

    private static readonly CallbackCase[] s_segmenter =
    [
        new("Segment(PictureView, Span<Byte>)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture.View, new byte[20])),
        new("Segment(Picture, Span<Byte>)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture, new byte[20])),
        new(
            "Segment(ReadOnlySpan<Byte>, Span<Byte>, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.PictureBytes, new byte[1])),
        new(
            "Segment(ReadOnlySpan<Single>, PictureFrame, Span<Byte>)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.Input, s.Model.Info.Preprocessing.FrameOf(5, 4), new byte[20])),
        new("Segment(Picture)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture)),
        new("Segment(PictureView)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture.View)),
        new(
            "Segment(String, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.PictureFile)),
        new(
            "Segment(ReadOnlySpan<Byte>, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.PictureBytes)),
        new(
            "Segment(Stream, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(new MemoryStream(s.PictureBytes))),
        new(
            "SegmentAsync(Stream, PictureOptions, CancellationToken)",
            Outcome.Refused,
            s => Segmenter(s).SegmentAsync(new MemoryStream(s.PictureBytes)).GetAwaiter().GetResult()),
    ];

    public static IEnumerable<CallbackCase> Of(ModelKind kind) => s_common.Concat(kind.Name switch
    {
        "Classifier" => s_classifier,
        "Features" => [],
        "Detector" => s_detector,
        _ => s_segmenter,
    });

    /// <summary>Every public method that there is, property getters excepted: those have no part in a prediction.</summary>
    public static IEnumerable<string> MembersOf(ModelKind kind) =>
        kind.Type.GetMethods(Declared).Select(Signature).Where(member => !member.StartsWith("get_", StringComparison.Ordinal));

    public static IEnumerable<MethodInfo> GettersOf(ModelKind kind) =>
        kind.Type.GetMethods(Declared).Where(method => method.Name.StartsWith("get_", StringComparison.Ordinal));

    private static Span<Classification> Classes => new Classification[3];

    private static Span<Detection> Detections => new Detection[3];

    private static IClassifier Classifier(CallbackSubject subject) => (IClassifier)subject.Model;

    private static IDetector Detector(CallbackSubject subject) => (IDetector)subject.Model;

    private static ISegmenter Segmenter(CallbackSubject subject) => (ISegmenter)subject.Model;

    private static float[] Embedding(CallbackSubject subject) => new float[Classifier(subject).EmbeddingLength];

    private static byte[] Saved(CallbackSubject subject)
    {
        var stream = new MemoryStream();
        subject.Model.SaveWeights(stream);
        return stream.ToArray();
    }

    private static void LoadAsync(CallbackSubject subject)
    {
        var loading = subject.Static<Task>("LoadAsync", new MemoryStream(Saved(subject)), CancellationToken.None);
        loading.GetAwaiter().GetResult();
        subject.ComputesTheSame((IEmoModel)loading.GetType().GetProperty("Result")!.GetValue(loading)!);
    }

    private static void Reload(CallbackSubject subject)
    {
        subject.Model.SaveWeights(subject.WeightsFile);
        subject.ComputesTheSame(subject.Static<IEmoModel>("Load", subject.WeightsFile));
    }

    private static void PredictTensors(CallbackSubject subject)
    {
        var preprocessing = subject.Model.Info.Preprocessing;
        float[] logits = new float[Classifier(subject).ClassCount];
        Classifier(subject).Predict(
            new ReadOnlyTensorSpan<float>(subject.Input, [3, preprocessing.InputHeight, preprocessing.InputWidth]),
            new TensorSpan<float>(logits));
    }

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))})";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!) + "&";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
