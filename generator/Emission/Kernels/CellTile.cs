namespace Emo.Codegen.Emission;

/// <summary>
/// The cells of a tile: one pointer plus offsets, of which the compiler keeps those in registers that are no multiple of an address mode.
/// </summary>
internal static class CellTile
{
    /// <summary>The offsets of the cells from the third on, as locals.</summary>
    public static void EmitOffsets(MemberWriter writer, int cells)
    {
        for (int cell = 2; cell < cells; cell++)
            writer.Line($"nint cell{cell} = {cell} * xCell;");
    }

    /// <summary>The offset of a cell.</summary>
    public static string Offset(int cell) => cell switch
    {
        0 => "0",
        1 => "xCell",
        _ => $"cell{Code.Text(cell)}",
    };

    /// <summary>Stores the sums of a tile cell by cell.</summary>
    public static void EmitStores(MemberWriter writer, RegisterTile tile, string skip)
    {
        writer.HoldOutput();
        foreach (var (_, vector, sum) in tile.Sums)
        {
            writer.StoreOutput(sum, Code.At("target", vector * writer.Lanes), skip);
            if (vector == tile.Vectors - 1)
                writer.Line("target += yCell;");
        }
    }
}
