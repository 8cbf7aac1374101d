using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Where a token of a window lies in the map.</summary>
internal sealed record TokenCellFunction(WindowGrid Grid, MapLayout Map) : Member
{
    public override string BaseName => "TokenCell";

    public override void Emit(MemberWriter writer)
    {
        writer.Summary($"The cell of a token of window (i, j) in the {Grid.MapHeight}x{Grid.MapWidth} map, or null if it is padding.");
        using (writer.Function("float*", "float* y", "int i", "int j", "int token"))
        {
            string down = Code.Times($"token / {Code.Text(Grid.WindowWidth)}", Grid.RowStep);
            string across = Code.Times($"token % {Code.Text(Grid.WindowWidth)}", Grid.ColumnStep);
            writer.Line($"int row = {down} + {Code.Times("i", Grid.WindowRowStep)};");
            writer.Line($"int column = {across} + {Code.Times("j", Grid.WindowColumnStep)};");
            if (Grid.IsPadded)
            {
                writer.Line($"if (row >= {Grid.MapHeight} || column >= {Grid.MapWidth})");
                writer.Line("    return null;");
            }

            string padded = Map.Padding == 0 ? "column" : $"(column + {Code.Text(Map.Padding)})";
            writer.Line($"return y + row * {Map.RowStride} + {padded} * {Map.CellStride};");
        }
    }
}
