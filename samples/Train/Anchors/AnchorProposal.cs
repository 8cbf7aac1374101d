using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;
using Emo.Tool.Terminal;

namespace Emo.Train.Anchors;

/// <summary>The anchors of a detector's spec and those proposed for boxes, and how well both fit.</summary>
internal sealed class AnchorProposal
{
    /// <summary>More than these are not searched with; all are counted.</summary>
    private const int MostBoxes = 4000;

    private readonly TrueBox[] _boxes;
    private readonly double[] _bestOfOwn;
    private readonly double[] _bestOfProposed;

    /// <param name="head">The detector's head.</param>
    /// <param name="graph">Its graph, which has the cells of each level.</param>
    /// <param name="boxes">In pixels of the input, at least one.</param>
    public AnchorProposal(DetectorHeadSpec head, LayerGraph graph, IEnumerable<TrueBox> boxes)
    {
        _boxes = [.. boxes];
        var levels = AnchorLevel.Of(graph);
        var fit = new AnchorFit(_boxes, levels);
        Own = head.Anchors;
        Proposed = Search(Own, Some(_boxes), levels);
        (_bestOfOwn, _bestOfProposed) = (fit.Best(Own), fit.Best(Proposed));
        if (AnchorFit.Share(_bestOfProposed) < AnchorFit.Share(_bestOfOwn))
            (Proposed, _bestOfProposed) = (Own, _bestOfOwn);
    }

    public AnchorSpec Own { get; }

    public AnchorSpec Proposed { get; }

    /// <summary>The share of the boxes that the spec's anchors cover at an IoU of 0.5.</summary>
    public double ShareOfOwn => AnchorFit.Share(_bestOfOwn);

    /// <summary>The share that the proposed ones cover.</summary>
    public double ShareOfProposed => AnchorFit.Share(_bestOfProposed);

    /// <summary>Writes what was measured, and the text for the spec.</summary>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="output">Where it goes.</param>
    public void Write(IReadOnlyList<string> labels, ToolOutput output)
    {
        WriteShares("size in pixels of the input (the root of the area)", box => Math.Sqrt(box.Area), output);
        WriteShares("height over width", box => (box.Bottom - box.Top) / (box.Right - box.Left), output);
        output.Line();
        var table = new TextTable(
            new Column("boxes with an anchor at an IoU of 0.5", MayBeCut: true),
            new Column("boxes", IsNumber: true),
            new Column("the spec's", IsNumber: true),
            new Column("proposed", IsNumber: true));
        for (int i = 0; i < labels.Count; i++)
        {
            int[] ofClass = [.. Enumerable.Range(0, _boxes.Length).Where(box => _boxes[box].ClassIndex == i)];
            if (ofClass.Length > 0)
                table.Add(Plain.Name(labels[i]), Plain.Number(ofClass.Length), Share(_bestOfOwn, ofClass), Share(_bestOfProposed, ofClass));
        }

        table.Add("all", Plain.Number(_boxes.Length), Plain.Percent(ShareOfOwn), Plain.Percent(ShareOfProposed));
        table.Add("mean of the best IoU", "", Plain.Text($"{_bestOfOwn.Average():F3}"), Plain.Text($"{_bestOfProposed.Average():F3}"));
        table.Add("anchors at a cell, by level", "", PerCell(Own), PerCell(Proposed));
        table.Write(output);
        output.Line();
        output.Line(Proposed == Own ? "The spec's own anchors are as good as any that were tried." : AnchorText.Of(Proposed));
    }

    private static AnchorSpec Search(AnchorSpec own, TrueBox[] boxes, AnchorLevel[] levels)
    {
        var fit = new AnchorFit(boxes, levels);
        return own switch
        {
            SsdAnchorSpec ssd => new SsdAnchorSearch(fit, ssd).Propose(boxes),
            OctaveAnchorSpec octave => new OctaveAnchorSearch(fit, octave).Propose(boxes),
            _ => throw new ArgumentException($"There is no search for {own.GetType().Name}.", nameof(own)),
        };
    }

    /// <summary>Of many boxes every second, third or so of each class.</summary>
    private static TrueBox[] Some(TrueBox[] boxes)
    {
        int step = (boxes.Length + MostBoxes - 1) / MostBoxes;
        return [.. boxes.GroupBy(box => box.ClassIndex).SelectMany(ofClass => ofClass.Where((_, index) => index % step == 0))];
    }

    private void WriteShares(string title, Func<TrueBox, double> value, ToolOutput output)
    {
        double[] sorted = [.. _boxes.Select(value).Order()];
        string At(double share) => Plain.Text($"{sorted[(int)(share * (sorted.Length - 1))]:0.##}");
        output.Line($"{title}: {At(0)} to {At(1)}; a tenth below {At(0.1)}, half below {At(0.5)}, nine tenths below {At(0.9)}");
    }

    private static string Share(double[] best, int[] boxes) => Plain.Percent(AnchorFit.Share([.. boxes.Select(box => best[box])]));

    private static string PerCell(AnchorSpec anchors) =>
        string.Join(", ", Enumerable.Range(0, anchors.Strides.Count).Select(anchors.PerCell));
}
