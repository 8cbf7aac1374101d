using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>Counts the pixels of each class.</summary>
internal sealed class MaskReport
{
    private readonly DataSet<MaskFile> _data;
    private readonly long[][] _training;
    private readonly long[][] _heldOut;

    /// <exception cref="DataSetException">A mask cannot be read.</exception>
    public MaskReport(DataSet<MaskFile> data)
    {
        _data = data;
        _training = [.. Count(data.Training)];
        _heldOut = [.. Count(data.HeldOut)];
    }

    public void Write(ToolOutput output)
    {
        var table = new TextTable(
            new Column("class", MayBeCut: true),
            new Column("training", IsNumber: true),
            new Column("held out", IsNumber: true),
            new Column("in pictures", IsNumber: true));
        for (int i = 0; i < _data.Labels.Length; i++)
        {
            table.Add(
                Plain.Name(_data.Labels[i]),
                Plain.Percent(Share(_training, i)),
                Plain.Percent(Share(_heldOut, i)),
                Plain.Number(_training.Count(counts => counts[i] > 0)));
        }

        table.Add("(not known)", Plain.Percent(Ignored(_training)), Plain.Percent(Ignored(_heldOut)), "");
        table.Write(output);
    }

    /// <summary>What is odd, a sentence each.</summary>
    public IEnumerable<string> Oddities()
    {
        for (int i = 0; i < _data.Labels.Length; i++)
        {
            if (Share(_training, i) == 0)
                yield return $"'{Plain.Name(_data.Labels[i])}' has no pixel to train on: the network will never find one.";
            else if (Share(_heldOut, i) == 0)
                yield return $"'{Plain.Name(_data.Labels[i])}' has no pixel held out: its accuracy stays unknown.";
        }

        int classes = _data.Labels.Length;
        int[] flat =
            [.. Enumerable.Range(0, _training.Length).Where(index => _training[index].Take(classes).Count(count => count > 0) < 2)];
        if (flat.Length > 0)
        {
            yield return $"{flat.Length} of {_training.Length} masks to train on have one class only, the first: " +
                $"{Plain.Name(Path.GetFileName(_data.Training[flat[0]].Truth.Path))}.";
        }
    }

    private double Share(long[][] counts, int index) =>
        counts.Sum(ofMask => ofMask[index]) / (double)Math.Max(1, counts.Sum(ofMask => ofMask.Take(_data.Labels.Length).Sum()));

    private double Ignored(long[][] counts) =>
        _data.Labels.Length > MaskTruth.Ignored
            ? 0
            : counts.Sum(ofMask => ofMask[MaskTruth.Ignored]) / (double)Math.Max(1, counts.Sum(ofMask => ofMask.Sum()));

    private static long[][] Count(IReadOnlyList<LabelledPicture<MaskFile>> pictures)
    {
        long[][] counts = new long[pictures.Count][];
        PictureFiles.ForEach(pictures.Count, index =>
        {
            long[] ofMask = new long[256];
            foreach (byte label in MaskReader.Read(pictures[index].Truth).Labels)
                ofMask[label]++;
            counts[index] = ofMask;
        });
        return counts;
    }
}
