namespace Emo.Codegen.Emission;

/// <summary>
/// The 2x2 outputs of each Winograd tile of a row from its 16 products: At m A, where the rows of At are 1 1 1 0 and 0 1 -1 -1; plus bias.
/// At the right and lower edges a tile may have outputs that the map has not.
/// </summary>
internal sealed record WinogradOutputTile : Tile<WinogradOutputTile.Arguments>
{
    private const int Products = 4;

    public override string BaseName => "WinogradOutput";

    public override void Emit(MemberWriter writer)
    {
        const string Summary =
            "A row of tiles of 2x2: [16] products each, plus bias. columns: of the map. rows: of the map from this row on. " +
            "Strides in floats.";
        using (writer.TileMethod(this, Summary))
        {
            writer.HoldOutput();
            using var tiles = writer.Block("for (; columns > 0; columns -= 2, x += outputs, y += 2 * yCell)");
            using var channels = writer.Block($"for (nint c = 0; c < outputs; c += {writer.Lanes})");
            EmitSums(writer);
            writer.Line("Floats b = Load(bias + c);");
            EmitStore(writer, row: 0, column: 0);
            using (writer.Indent("if (columns > 1)"))
                EmitStore(writer, row: 0, column: 1);
            writer.Line("if (rows < 2)");
            writer.Line("    continue;");
            EmitStore(writer, row: 1, column: 0);
            using (writer.Indent("if (columns > 1)"))
                EmitStore(writer, row: 1, column: 1);
        }
    }

    /// <summary>Down the columns first.</summary>
    private static void EmitSums(MemberWriter writer)
    {
        writer.Line("float* product = x + c;");
        for (int j = 0; j < Products; j++)
        {
            string n = Code.Text(j);
            for (int i = 0; i < Products; i++)
                writer.Line($"Floats m{i}{n} = Load(product + {(i * Products) + j} * xPlane);");
            writer.Line($"Floats s0{n} = m0{n} + m1{n} + m2{n}, s1{n} = m1{n} - m2{n} - m3{n};");
        }
    }

    private static void EmitStore(MemberWriter writer, int row, int column)
    {
        string s = $"s{Code.Text(row)}";
        string sum = column == 0 ? $"{s}0 + {s}1 + {s}2 + b" : $"{s}1 - {s}2 - {s}3 + b";
        writer.StoreOutput(sum, $"y + c{(row == 0 ? "" : " + yRow")}{(column == 0 ? "" : " + yCell")}", "0");
    }

    /// <param name="X">The first product of the first tile.</param>
    /// <param name="XPlane">From a product of a tile to the next.</param>
    /// <param name="Bias">Of all outputs.</param>
    /// <param name="Outputs">Outputs of a cell, padded; a tile's products of one kind.</param>
    /// <param name="Y">The first cell.</param>
    /// <param name="YCell">From a cell to the next.</param>
    /// <param name="YRow">From a row to the next.</param>
    /// <param name="Rows">Rows of the map from here on.</param>
    /// <param name="Columns">Columns of the map.</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(
        FloatPointer X,
        NativeInt XPlane,
        FloatPointer Bias,
        NativeInt Outputs,
        FloatPointer Y,
        NativeInt YCell,
        NativeInt YRow,
        Int Rows,
        Int Columns,
        FloatPointer Constants) : Signature;
}
