using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>Counts the pictures of each class.</summary>
internal static class ClassReport
{
    private const int Few = 20;
    private const double Uneven = 10;

    public static void Write(DataSet<ClassTruth> data, ToolOutput output)
    {
        var table = new TextTable(
            new Column("class", MayBeCut: true), new Column("training", IsNumber: true), new Column("held out", IsNumber: true));
        for (int i = 0; i < data.Labels.Length; i++)
            table.Add(Plain.Name(data.Labels[i]), Plain.Number(Count(data.Training, i)), Plain.Number(Count(data.HeldOut, i)));
        table.Write(output);
    }

    /// <summary>What is odd, a sentence each.</summary>
    public static IEnumerable<string> Oddities(DataSet<ClassTruth> data)
    {
        int[] counts = [.. data.Labels.Select((_, index) => Count(data.Training, index))];
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] < Few)
                yield return $"'{Plain.Name(data.Labels[i])}' has only {counts[i]} pictures to train on.";
            if (Count(data.HeldOut, i) == 0)
                yield return $"'{Plain.Name(data.Labels[i])}' has no picture held out: its accuracy stays unknown.";
        }

        if (counts.Min() * Uneven < counts.Max())
        {
            double times = (double)counts.Max() / Math.Max(1, counts.Min());
            yield return Plain.Text($"The commonest class has {times:F0} times the pictures of the rarest: try --balance.");
        }
    }

    private static int Count(IEnumerable<LabelledPicture<ClassTruth>> pictures, int index) =>
        pictures.Count(picture => picture.Truth.ClassIndex == index);
}
