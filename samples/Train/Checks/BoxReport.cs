using Emo.Samples.Accuracy;
using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>Counts the boxes of each class, by their size in the network's input.</summary>
/// <param name="data">The pictures.</param>
/// <param name="inInput">The boxes of a picture in pixels of the network's input.</param>
internal sealed class BoxReport(DataSet<BoxTruth> data, Func<LabelledPicture<BoxTruth>, BoxTruth> inInput)
{
    /// <summary>COCO's bounds of small and medium areas (cocoeval.py, <c>areaRng</c>), here in pixels of the input.</summary>
    private const float Small = 32 * 32;
    private const float Medium = 96 * 96;

    /// <summary>Sides in the input that a network of stride 8 hardly sees.</summary>
    private const float Tiny = 8;

    /// <summary>Boxes that share more than this of their area are one object.</summary>
    private const double Same = 0.9;

    private readonly TrueBox[] _inputs = [.. data.Training.SelectMany(picture => inInput(picture).Boxes)];

    public void Write(ToolOutput output)
    {
        var table = new TextTable(
            new Column("class", MayBeCut: true),
            new Column("training", IsNumber: true),
            new Column("held out", IsNumber: true),
            new Column("in pictures", IsNumber: true),
            new Column("small", IsNumber: true),
            new Column("medium", IsNumber: true),
            new Column("large", IsNumber: true));
        for (int i = 0; i < data.Labels.Length; i++)
        {
            var boxes = _inputs.Where(box => box.ClassIndex == i).ToList();
            table.Add(
                Plain.Name(data.Labels[i]),
                Plain.Number(boxes.Count),
                Plain.Number(data.HeldOut.Sum(picture => picture.Truth.Boxes.Count(box => box.ClassIndex == i))),
                Plain.Number(data.Training.Count(picture => picture.Truth.Boxes.Any(box => box.ClassIndex == i))),
                Plain.Number(boxes.Count(box => box.Area < Small)),
                Plain.Number(boxes.Count(box => box.Area is >= Small and < Medium)),
                Plain.Number(boxes.Count(box => box.Area >= Medium)));
        }

        table.Write(output);
        output.Line("(small, medium, large: up to 32 x 32, up to 96 x 96 and more pixels of the input, of those to train on)");
    }

    /// <summary>What is odd, a sentence each.</summary>
    public IEnumerable<string> Oddities()
    {
        for (int i = 0; i < data.Labels.Length; i++)
        {
            if (!_inputs.Any(box => box.ClassIndex == i))
                yield return $"'{Plain.Name(data.Labels[i])}' has no box to train on: the network will never find one.";
            else if (!data.HeldOut.Any(picture => picture.Truth.Boxes.Any(box => box.ClassIndex == i)))
                yield return $"'{Plain.Name(data.Labels[i])}' has no box held out: its accuracy stays unknown.";
        }

        int tiny = _inputs.Count(box => Math.Min(box.Right - box.Left, box.Bottom - box.Top) < Tiny);
        if (tiny > 0)
        {
            yield return Plain.Text(
                $"{tiny} of {_inputs.Length} boxes have a side of less than {Tiny} pixels in the input: a larger one shows more of them.");
        }

        int empty = data.Training.Count(picture => picture.Truth.Boxes.IsEmpty);
        if (empty > 0)
        {
            string first = Plain.Name(Path.GetFileName(data.Training.First(picture => picture.Truth.Boxes.IsEmpty).Path));
            yield return $"{empty} of {data.Training.Length} pictures to train on have no box, the first: {first}.";
        }

        if (Twice(sameClass: true) is var (again, firstOfAgain) && again > 0)
            yield return $"{again} boxes lie on another one of their class: one object, drawn twice? The first in {firstOfAgain}.";
        if (Twice(sameClass: false) is var (both, firstOfBoth) && both > 0)
            yield return $"{both} boxes lie on one of another class: which of them is right? The first in {firstOfBoth}.";
    }

    private (int Count, string? First) Twice(bool sameClass)
    {
        int count = 0;
        string? first = null;
        foreach (var picture in data.Training.Concat(data.HeldOut))
        {
            TrueBox[] boxes = [.. picture.Truth.Boxes.OrderBy(box => box.Left)];
            for (int i = 0; i < boxes.Length; i++)
            {
                if (!HasTwin(boxes, i, sameClass))
                    continue;
                count++;
                first ??= Plain.Name(Path.GetFileName(picture.Path));
            }
        }

        return (count, first);
    }

    /// <summary>
    /// Looks among the boxes before one, from left to right. The same objects share more than 0.9 of their width, so those that begin more
    /// than an eighth of the width further left are others.
    /// </summary>
    private static bool HasTwin(TrueBox[] boxes, int index, bool sameClass)
    {
        var box = boxes[index];
        float from = box.Left - ((box.Right - box.Left) / 8);
        for (int i = index - 1; i >= 0 && boxes[i].Left >= from; i--)
        {
            if (sameClass == (boxes[i].ClassIndex == box.ClassIndex) && boxes[i].Overlap(box) > Same)
                return true;
        }

        return false;
    }
}
