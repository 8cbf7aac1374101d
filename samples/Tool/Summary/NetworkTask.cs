using Emo.Codegen.Specs;

namespace Emo.Tool.Summary;

/// <summary>What a network is for, in a few words.</summary>
internal sealed class NetworkTask : ITaskVisitor<string>
{
    private NetworkTask()
    {
    }

    /// <summary><c>classifier, 1,000 classes</c>.</summary>
    public static string Of(ModelSpec spec) => spec.Head.AcceptTask(new NetworkTask());

    public string Visit(ClassifierHeadSpec head) => $"classifier, {Terminal.Plain.Number(head.Classes)} classes";

    public string Visit(FeaturesHeadSpec head) => "feature maps";

    public string Visit(DetectorHeadSpec head) => $"detector, {Terminal.Plain.Number(head.Classes)} classes";

    public string Visit(SegmenterHeadSpec head) => $"segmenter, {Terminal.Plain.Number(head.Classes)} classes";
}
