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
/// Every public method of generated classes and of the extensions for them, with what an observer gets that calls it on the model that
/// calls the observer.
/// </summary>
internal static class CallbackCases
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly CallbackCase[] s_common =
    [
        new("set_Team(ThreadTeam)", Outcome.Refused, subject => subject.Model.Team = subject.Team),
        new("set_Observer(BlockObserver)", Outcome.Refused, subject => subject.Model.Observer = _ => { }),
        new("Dispose()", Outcome.Disposes, subject => subject.Model.Dispose()),
        new("Fork()", Outcome.Works, subject => subject.ComputesTheSame(ModelKind.Fork(subject.Model))),
        new("Describe()", Outcome.Works, subject => Assert.NotEmpty(subject.Static<ModelSummary>("Describe").Blocks)),
        new("Load(Checkpoint)", Outcome.Works, subject => subject.ComputesTheSame(subject.Kind.Load())),
        new("Load(String)", Outcome.Works, Reload),
        new("SaveWeights(String)", Outcome.Works, Reload),
    ];

    private static readonly CallbackCase[] s_classifier =
    [
        new("Predict(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, subject => subject.Compute(subject.Model)),
        new("Predict(ReadOnlyTensorSpan<Single>&, TensorSpan<Single>&)", Outcome.Refused, PredictTensors),
        new("Classify(PictureView, Span<Classification>)", Outcome.Refused, s => Classifier(s).Classify(s.Picture.View, Classes)),
        new("Classify(Picture, Span<Classification>)", Outcome.Refused, s => Classifier(s).Classify(s.Picture, Classes)),
        new(
            "Classify(ReadOnlySpan<Byte>, Span<Classification>, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(s.PictureBytes, Classes)),
        new("Classify(IClassifier, Picture, Int32)", Outcome.Refused, s => Classifier(s).Classify(s.Picture)),
        new("Classify(IClassifier, PictureView, Int32)", Outcome.Refused, s => Classifier(s).Classify(s.Picture.View)),
        new("Classify(IClassifier, String, Int32, PictureOptions)", Outcome.Refused, s => Classifier(s).Classify(s.PictureFile)),
        new(
            "Classify(IClassifier, ReadOnlySpan<Byte>, Int32, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(s.PictureBytes)),
        new(
            "Classify(IClassifier, Stream, Int32, PictureOptions)",
            Outcome.Refused,
            s => Classifier(s).Classify(new MemoryStream(s.PictureBytes))),
    ];

    private static readonly CallbackCase[] s_features =
    [
        new("Extract(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, subject => subject.Compute(subject.Model)),
    ];

    private static readonly CallbackCase[] s_detector =
    [
        new("set_ScoreThreshold(Single)", Outcome.Works, s => Detector(s).ScoreThreshold = 0.5f),
        new("set_NmsThreshold(Single)", Outcome.Works, s => Detector(s).NmsThreshold = 0.5f),
        new("set_MaxDetections(Int32)", Outcome.Works, s => Detector(s).MaxDetections = 3),
        new("Forward(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, subject => subject.Compute(subject.Model)),
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
        new("Detect(IDetector, Picture)", Outcome.Refused, s => Detector(s).Detect(s.Picture)),
        new("Detect(IDetector, PictureView)", Outcome.Refused, s => Detector(s).Detect(s.Picture.View)),
        new("Detect(IDetector, String, PictureOptions)", Outcome.Refused, s => Detector(s).Detect(s.PictureFile)),
        new("Detect(IDetector, ReadOnlySpan<Byte>, PictureOptions)", Outcome.Refused, s => Detector(s).Detect(s.PictureBytes)),
        new("Detect(IDetector, Stream, PictureOptions)", Outcome.Refused, s => Detector(s).Detect(new MemoryStream(s.PictureBytes))),
    ];

    private static readonly CallbackCase[] s_segmenter =
    [
        new("Forward(ReadOnlySpan<Single>, Span<Single>)", Outcome.Refused, subject => subject.Compute(subject.Model)),
        new("Segment(PictureView, Span<Byte>)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture.View, new byte[20])),
        new("Segment(Picture, Span<Byte>)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture, new byte[20])),
        new(
            "Segment(ReadOnlySpan<Byte>, Span<Byte>, PictureInfo&, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.PictureBytes, new byte[1], out _)),
        new(
            "Segment(ReadOnlySpan<Single>, PictureFrame, Span<Byte>)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.Input, s.Model.Info.Preprocessing.FrameOf(5, 4), new byte[20])),
        new("Segment(ISegmenter, Picture)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture)),
        new("Segment(ISegmenter, PictureView)", Outcome.Refused, s => Segmenter(s).Segment(s.Picture.View)),
        new("Segment(ISegmenter, String, PictureInfo&, PictureOptions)", Outcome.Refused, s => Segmenter(s).Segment(s.PictureFile, out _)),
        new(
            "Segment(ISegmenter, ReadOnlySpan<Byte>, PictureInfo&, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(s.PictureBytes, out _)),
        new(
            "Segment(ISegmenter, Stream, PictureInfo&, PictureOptions)",
            Outcome.Refused,
            s => Segmenter(s).Segment(new MemoryStream(s.PictureBytes), out _)),
    ];

    public static IEnumerable<CallbackCase> Of(ModelKind kind) => s_common.Concat(kind.Name switch
    {
        "Classifier" => s_classifier,
        "Features" => s_features,
        "Detector" => s_detector,
        _ => s_segmenter,
    });

    /// <summary>Every public method that there is, property getters excepted: those have no part in a prediction.</summary>
    public static IEnumerable<string> MembersOf(ModelKind kind)
    {
        var extensions = typeof(IEmoModel).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.GetParameters() is [var first, ..] && first.ParameterType.IsInterface
                && first.ParameterType.IsAssignableFrom(kind.Type));
        return kind.Type.GetMethods(Declared).Concat(extensions).Select(Signature)
            .Where(member => !member.StartsWith("get_", StringComparison.Ordinal));
    }

    public static IEnumerable<MethodInfo> GettersOf(ModelKind kind) =>
        kind.Type.GetMethods(Declared).Where(method => method.Name.StartsWith("get_", StringComparison.Ordinal));

    private static Span<Classification> Classes => new Classification[3];

    private static Span<Detection> Detections => new Detection[3];

    private static IClassifier Classifier(CallbackSubject subject) => (IClassifier)subject.Model;

    private static IDetector Detector(CallbackSubject subject) => (IDetector)subject.Model;

    private static ISegmenter Segmenter(CallbackSubject subject) => (ISegmenter)subject.Model;

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
