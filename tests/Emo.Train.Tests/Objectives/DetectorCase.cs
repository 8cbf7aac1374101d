using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;
using Emo.Tool.Specs;
using Emo.Train.Data;
using TorchSharp;

namespace Emo.Train.Tests.Objectives;

/// <summary>Random outputs of a small detector for two pictures, one of which has objects, and its anchors by other arithmetic.</summary>
internal sealed class DetectorCase
{
    public const int Classes = 3;

    private readonly List<(float[] Values, int Channels, int Height, int Width)> _outputs = [];

    /// <param name="spec">The detector, made small.</param>
    /// <param name="valuesOfClasses">How many scores it has of an anchor.</param>
    /// <param name="last">
    /// An object that overlaps one anchor more than all others, but too little for a positive one. No anchors overlap any of the objects
    /// equally, of which rounding would choose.
    /// </param>
    public DetectorCase(string spec, int valuesOfClasses, TrueBox last)
    {
        Spec = SpecSource.Read(spec, new SpecOverrides(64, 96, Classes), _ => { });
        Head = (DetectorHeadSpec)Spec.Spec.Head;
        var random = new Random(7);
        foreach (var output in Spec.Graph.Outputs)
        {
            float[] values = new float[Pictures * output.Shape.Channels * output.Shape.Cells];
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)((4 * random.NextDouble()) - 2);
            _outputs.Add((values, output.Shape.Channels, output.Shape.Height, output.Shape.Width));
        }

        Truths =
        [
            new(
            [
                new TrueBox(4.3f, 6.1f, 40.2f, 44.9f, 0),
                new TrueBox(50.7f, 8.2f, 80.1f, 34.6f, 2),
                new TrueBox(52.9f, 12.4f, 84.2f, 40.5f, 1),
                last,
            ]),
            new([]),
        ];
        Anchors = AllAnchors();
        Scores = Rows(first: 0, valuesOfClasses);
        Deltas = Rows(first: 1, values: 4);
    }

    public const int Pictures = 2;

    public ToolSpec Spec { get; }

    public DetectorHeadSpec Head { get; }

    public double[][] Anchors { get; }

    /// <summary>Of each picture the values of each anchor.</summary>
    public double[][][] Scores { get; }

    public double[][][] Deltas { get; }

    public BoxTruth[] Truths { get; }

    public torch.Tensor[] Outputs() =>
        [.. _outputs.Select(output => torch.tensor(output.Values, [Pictures, output.Channels, output.Height, output.Width]))];

    /// <summary>The outputs of each level one after the other: row by row, column by column, anchor by anchor.</summary>
    private double[][][] Rows(int first, int values)
    {
        var pictures = Enumerable.Range(0, Pictures).Select(_ => new List<double[]>()).ToArray();
        for (int level = first; level < _outputs.Count; level += 2)
        {
            var (data, channels, height, width) = _outputs[level];
            for (int picture = 0; picture < Pictures; picture++)
            {
                for (int place = 0; place < height * width * (channels / values); place++)
                {
                    var (cell, anchor) = (place / (channels / values), place % (channels / values));
                    int start = ((picture * channels) + (anchor * values)) * height * width;
                    var places = Enumerable.Range(0, values).Select(value => start + (value * height * width) + cell);
                    pictures[picture].Add([.. places.Select(index => (double)data[index])]);
                }
            }
        }

        return [.. pictures.Select(rows => rows.ToArray())];
    }

    private double[][] AllAnchors()
    {
        var anchors = new List<double[]>();
        for (int level = 0; level < Head.Anchors.Strides.Count; level++)
        {
            var (_, _, height, width) = _outputs[2 * level];
            float[] first = [.. Head.Anchors.AtFirstCell(level)];
            foreach (var (y, x) in Enumerable.Range(0, height).SelectMany(y => Enumerable.Range(0, width).Select(x => (y, x))))
            {
                double stride = Head.Anchors.Strides[level];
                foreach (float[] box in first.Chunk(4))
                    anchors.Add([box[0] + (x * stride), box[1] + (y * stride), box[2] + (x * stride), box[3] + (y * stride)]);
            }
        }

        return [.. anchors];
    }
}
