using Emo.Codegen.Graph;

namespace Emo.Train.Anchors;

/// <summary>The cells of a level of a detector, at each of which its anchors are.</summary>
internal sealed record AnchorLevel(int Height, int Width)
{
    /// <summary>The levels of a detector's graph, in their order.</summary>
    public static AnchorLevel[] Of(LayerGraph graph) =>
    [
        .. graph.Outputs
            .Where(output => output.Name.StartsWith("cls.", StringComparison.Ordinal))
            .Select(output => new AnchorLevel(output.Shape.Height, output.Shape.Width)),
    ];
}
