using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Rows of maps in generated loops over <c>row</c>.</summary>
internal static class MapRows
{
    /// <summary>The first cell of the row <c>row</c> of a whole map or of a ring of rows.</summary>
    /// <param name="map">The pointer to the map.</param>
    /// <param name="layout">The map's.</param>
    /// <exception cref="InvalidOperationException">The map is a strip, which has the rows of one worker only.</exception>
    public static string At(string map, MapLayout layout)
    {
        string row = layout.Storage switch
        {
            RowStorage.Whole => "row",
            RowStorage.Ring => $"row % {Code.Text(layout.StoredRows)}",
            RowStorage.Strip => throw new InvalidOperationException($"The map '{map}' is a strip, not a whole map or a ring."),
        };
        return Code.At($"{map} + {row} * {Code.Text(layout.RowStride)}", layout.FirstCell);
    }
}
