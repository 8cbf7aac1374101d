namespace Emo.Samples.Detect;

/// <summary>What was found in a picture, and where the annotated picture is, if one was drawn.</summary>
internal sealed record DetectedPicture(
    string Name, int Width, int Height, Detection[] Detections, IReadOnlyList<ClassCount> Counts, string? Annotated);
