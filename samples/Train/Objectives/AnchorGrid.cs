using Emo.Codegen;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Train.Objectives;

/// <summary>
/// All anchors of a detector, in the order of its outputs: level by level, row by row, the anchors of a cell together. They are the
/// generator's, which are those of the generated class. The order is mmdetection's (core/anchor/anchor_generator.py,
/// <c>AnchorGenerator.single_level_grid_priors</c>).
/// </summary>
internal sealed class AnchorGrid
{
    private readonly float[] _sides;

    private AnchorGrid(float[] sides) => _sides = sides;

    public int Count => _sides.Length / 4;

    /// <summary>Left, top, right, bottom of each, in pixels of the network's input; some reach beyond it.</summary>
    public ReadOnlySpan<float> Sides => _sides;

    /// <param name="graph">A detector's layers: the shapes of <c>cls.0</c>, <c>cls.1</c>, ... say how many cells there are.</param>
    /// <param name="anchors">Those of the detector's head.</param>
    public static AnchorGrid Of(LayerGraph graph, AnchorSpec anchors)
    {
        var sides = new List<float>();
        for (int level = 0; level < anchors.Strides.Count; level++)
        {
            string name = FormattableString.Invariant($"cls.{level}");
            var shape = graph.Outputs.First(output => output.Name == name).Shape;
            AddLevel(sides, anchors.AtFirstCell(level), anchors.Strides[level], shape.Height, shape.Width);
        }

        return new AnchorGrid([.. sides]);
    }

    private static void AddLevel(List<float> sides, EquatableArray<float> first, int stride, int height, int width)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int side = 0; side < first.Count; side++)
                    sides.Add(first[side] + (stride * (side % 2 == 0 ? x : y)));
            }
        }
    }
}
