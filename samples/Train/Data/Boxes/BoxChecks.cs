using System.Collections.Immutable;
using Emo.Samples.Accuracy;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>Makes truth of boxes as they were annotated. What cannot be true is an error, and what is not worth one is counted.</summary>
internal sealed class BoxChecks(LabelMatcher labels)
{
    /// <summary>How far a box may reach out of its picture, in pixels: tools round, and hands are not steady. It is clipped.</summary>
    public const double Tolerance = 2;

    /// <summary>A box with a shorter side, in pixels, is a slip of the mouse, and left out.</summary>
    public const double LeastSide = 2;

    private int _tiny;
    private string? _firstTiny;
    private int _clipped;

    /// <param name="picture">As annotated.</param>
    /// <param name="size">What the picture's file has.</param>
    /// <exception cref="DataSetException">A box cannot be one of this picture, or its class is unknown.</exception>
    public LabelledPicture<BoxTruth> Check(AnnotatedPicture picture, (int Width, int Height) size)
    {
        if (picture.Size is { } said && said != size)
        {
            string turned = said == (size.Height, size.Width)
                ? PictureFiles.TurnedHint
                : "";
            throw new DataSetException(
                $"{Plain.Path(picture.Source)}: '{Plain.Name(picture.Name)}' has {said.Width} x {said.Height} pixels there, and " +
                $"the picture '{Plain.Path(picture.Path)}' has {size.Width} x {size.Height}.{turned}");
        }

        var boxes = ImmutableArray.CreateBuilder<TrueBox>(picture.Boxes.Count);
        foreach (var box in picture.Boxes)
        {
            int index = labels.IndexOf(box.Name, picture.Source);
            if (Clip(box, picture, size) is var (left, top, right, bottom))
                boxes.Add(new TrueBox((float)left, (float)top, (float)right, (float)bottom, index));
        }

        return new LabelledPicture<BoxTruth>(picture.Path, new BoxTruth(boxes.DrainToImmutable()));
    }

    /// <summary>What was counted, a sentence each.</summary>
    public IEnumerable<string> Notes()
    {
        if (_tiny > 0)
            yield return Plain.Text($"{_tiny} boxes with a side of less than {LeastSide} pixels were left out, the first in {_firstTiny}.");
        if (_clipped > 0)
            yield return Plain.Text($"{_clipped} boxes reached up to {Tolerance} pixels out of their pictures and were clipped.");
    }

    private (double Left, double Top, double Right, double Bottom)? Clip(
        AnnotatedBox box, AnnotatedPicture picture, (int Width, int Height) size)
    {
        bool isFinite = double.IsFinite(box.Left) && double.IsFinite(box.Top) && double.IsFinite(box.Right) && double.IsFinite(box.Bottom);
        if (!isFinite)
            throw Wrong(box, picture, "is none: its numbers are too large.");
        if (box.Right < box.Left || box.Bottom < box.Top)
            throw Wrong(box, picture, "is none: its right and lower edges are not behind its left and upper ones.");
        if (box.Left < -Tolerance || box.Top < -Tolerance || box.Right > size.Width + Tolerance || box.Bottom > size.Height + Tolerance)
            throw Wrong(box, picture, $"lies outside of it: '{Plain.Path(picture.Path)}' has {size.Width} x {size.Height} pixels.");

        double left = Math.Max(box.Left, 0), top = Math.Max(box.Top, 0);
        double right = Math.Min(box.Right, size.Width), bottom = Math.Min(box.Bottom, size.Height);
        if (right - left < LeastSide || bottom - top < LeastSide)
        {
            _tiny++;
            _firstTiny ??= Plain.Path(picture.Source) + (picture.Source.Contains(picture.Name, StringComparison.Ordinal)
                ? ""
                : $" ('{Plain.Name(picture.Name)}')");
            return null;
        }

        if ((left, top, right, bottom) != (box.Left, box.Top, box.Right, box.Bottom))
            _clipped++;
        return (left, top, right, bottom);
    }

    private static DataSetException Wrong(AnnotatedBox box, AnnotatedPicture picture, string why) => new(Plain.Text(
        $"{Plain.Path(picture.Source)}: the box ({box.Left}, {box.Top}) to ({box.Right}, {box.Bottom}) of class ") +
        $"'{Plain.Name(box.Name)}' of '{Plain.Name(picture.Name)}' {why}");
}
