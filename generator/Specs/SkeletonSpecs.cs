namespace Emo.Codegen.Specs;

/// <summary>
/// Specs that stand for one that has an error: their models have the members that its model would have. Which they are says its head;
/// where nobody knows that, it may be any.
/// </summary>
internal static class SkeletonSpecs
{
    private static readonly Kinds s_kinds = new();

    /// <param name="head">The head as far as it was read; null if it was not.</param>
    public static EquatableArray<ModelSpec> Of(HeadSpec? head)
    {
        ModelSpec[] specs = head is null
            ? [Kinds.Classifier, Kinds.Detector, Kinds.Segmenter, Kinds.FeatureExtractor]
            : [head.AcceptTask(s_kinds)];
        return specs.ToEquatableArray();
    }

    private sealed class Kinds : ITaskVisitor<ModelSpec>
    {
        private static readonly string[] s_outputs = ["stage0"];

        public static ModelSpec Classifier => Shipped("emo-cifar10");

        public static ModelSpec Detector => Shipped("ssdlite-emo-1m");

        public static ModelSpec Segmenter => Shipped("deeplabv3-emo-1m");

        public static ModelSpec FeatureExtractor =>
            Classifier with { Head = new FeaturesHeadSpec(s_outputs.ToEquatableArray()) };

        public ModelSpec Visit(ClassifierHeadSpec head) => Classifier;

        public ModelSpec Visit(FeaturesHeadSpec head) => FeatureExtractor;

        public ModelSpec Visit(DetectorHeadSpec head) => Detector;

        public ModelSpec Visit(SegmenterHeadSpec head) => Segmenter;

        private static ModelSpec Shipped(string name) => ShippedSpecs.Find(name)!.Spec!;
    }
}
