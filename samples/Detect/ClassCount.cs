namespace Emo.Samples.Detect;

/// <summary>How many objects of a class were found in a picture.</summary>
internal readonly record struct ClassCount(int ClassIndex, string Label, int Count)
{
    /// <summary>A network with so few classes counts those, too, of which nothing was found: that is what it is asked for.</summary>
    private const int FewClasses = 10;

    public static bool HasFewClasses(IDetector model) => model.ClassCount <= FewClasses;

    /// <summary>In the order of the classes.</summary>
    public static IReadOnlyList<ClassCount> Of(IDetector model, IReadOnlyCollection<Detection> detections) =>
    [
        .. Enumerable.Range(0, model.ClassCount)
            .Select(index => new ClassCount(index, model.Info.LabelOf(index), detections.Count(one => one.ClassIndex == index)))
            .Where(count => count.Count > 0 || HasFewClasses(model)),
    ];
}
