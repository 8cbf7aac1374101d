using Emo.Codegen.Specs;

namespace Emo.Train.Data;

/// <summary>What a spec's network is trained for: the command that trains it, and the data that it takes.</summary>
internal sealed class SpecTask : ITaskVisitor<string>
{
    private static readonly SpecTask s_instance = new();

    /// <summary><c>classifier</c>, <c>detector</c>, <c>segmenter</c>, or <c>features</c>, which cannot be trained.</summary>
    public static string Of(ModelSpec spec) => spec.Head.AcceptTask(s_instance);

    /// <summary>The head that a kind of training needs.</summary>
    /// <exception cref="DataSetException">The spec has another one.</exception>
    public static THead Head<THead>(ModelSpec spec, string wanted)
        where THead : ClassHeadSpec
    {
        if (spec.Head is THead head)
            return head;
        string task = Of(spec);
        throw new DataSetException(task == "features"
            ? $"The spec '{spec.Name}' has a head 'features', which gives maps and has nothing to learn: give it the head of a {wanted}."
            : $"The spec '{spec.Name}' is a {task}'s, not a {wanted}'s: use the command '{task}', or another spec.");
    }

    public string Visit(ClassifierHeadSpec head) => "classifier";

    public string Visit(FeaturesHeadSpec head) => "features";

    public string Visit(DetectorHeadSpec head) => "detector";

    public string Visit(SegmenterHeadSpec head) => "segmenter";
}
