using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// A line of the layer table: a layer together with the norm, activation and sum that are applied to its output at once.
/// <see cref="Map"/> is where the result lies; null if it is never written, because the layer was folded into another.
/// </summary>
internal sealed record LayerRow(string Name, string Operators, MapShape Output, GraphCost Cost, MapView? Map)
{
    /// <param name="block">The layers.</param>
    /// <param name="named">
    /// The names of layers with parameters in the blocks before. Layers of one name share their parameters, which count once; adds this
    /// block's.
    /// </param>
    /// <param name="results">Where the results of layers lie, by the layers' ids.</param>
    public static EquatableArray<LayerRow> Of(LayerBlock block, ISet<string> named, IReadOnlyDictionary<int, MapView> results)
    {
        var groups = new List<List<Layer>>();
        foreach (var layer in block.Layers)
        {
            if (groups.Count > 0 && layer.JoinsRowOf(groups[groups.Count - 1].Last()))
                groups[groups.Count - 1].Add(layer);
            else
                groups.Add([layer]);
        }

        return groups.Select(group => Row(group, named, results)).ToEquatableArray();
    }

    private static LayerRow Row(List<Layer> group, ISet<string> named, IReadOnlyDictionary<int, MapView> results)
    {
        var written = group.Where(layer => results.ContainsKey(layer.Id)).ToList();
        var unshared = group.Where(layer => layer.Name.Length > 0 && named.Add(layer.Name)).ToList();
        return new LayerRow(
            group[0].RowName,
            string.Join(", ", group.Select(layer => layer.Description)),
            group[group.Count - 1].Output,
            GraphCost.Of(group) with { Parameters = GraphCost.Of(unshared).Parameters },
            written.Count == 0 ? null : results[written[written.Count - 1].Id]);
    }
}
