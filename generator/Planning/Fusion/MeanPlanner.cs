namespace Emo.Codegen.Planning;

/// <summary>The mean of each channel of a map: sums of its rows, while it is made or behind it, then the mean from these.</summary>
internal sealed class MeanPlanner(PlanContext context, string name, MapView map)
{
    private readonly int _rowSums = context.NewBuffer("rowSums", (long)map.Layout.Height * map.Layout.CellStride * sizeof(float));

    public RowSumsStep RowSums => new($"{name}: sums of rows", map, _rowSums);

    /// <summary>Adds the second level, and returns the buffer of the means.</summary>
    public int Mean()
    {
        int means = context.NewVector("means", map.Layout.Channels);
        context.Add(new MeanStep($"{name}: means", _rowSums, means, map.Layout));
        return means;
    }
}
