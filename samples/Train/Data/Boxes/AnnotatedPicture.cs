namespace Emo.Train.Data;

/// <summary>A picture and its boxes, as an annotation file has them.</summary>
/// <param name="Path">The picture.</param>
/// <param name="Name">Its name within the data set, which says whether it is held out.</param>
/// <param name="Source">The file that has the boxes.</param>
/// <param name="Size">The picture's size as that file has it, if it does.</param>
/// <param name="Boxes">The boxes.</param>
internal sealed record AnnotatedPicture(
    string Path, string Name, string Source, (int Width, int Height)? Size, IReadOnlyList<AnnotatedBox> Boxes);

/// <summary>A box with the name of its class, in pixels from the top left corner of the picture.</summary>
internal readonly record struct AnnotatedBox(string Name, double Left, double Top, double Right, double Bottom);

/// <summary>Pictures as annotation files name them: in splits, or all together.</summary>
/// <param name="Source">What the pictures are from, for messages.</param>
/// <param name="Names">The names of the classes, in the order of the data.</param>
/// <param name="Training">To train on, or all pictures.</param>
/// <param name="HeldOut">Those held out; null where the data does not say it.</param>
/// <param name="Notes">What was left out.</param>
internal sealed record AnnotatedSet(
    string Source,
    IReadOnlyList<string> Names,
    IReadOnlyList<AnnotatedPicture> Training,
    IReadOnlyList<AnnotatedPicture>? HeldOut,
    IReadOnlyList<string> Notes);
