namespace Emo.Tool.Terminal;

/// <summary>
/// Rows of cells in columns. Where the terminal is too narrow, the column that may be cut is, at its end; its cells are whole in a file.
/// </summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const int LeastCut = 8;

    private readonly Column[] _columns;
    private readonly List<(string[] Cells, Func<string, string> Paint)> _rows = [];

    public TextTable(params Column[] columns) => _columns = columns;

    public void Add(params string[] cells) => Add(line => line, cells);

    /// <param name="paint">Colours the line.</param>
    /// <param name="cells">One a column.</param>
    public void Add(Func<string, string> paint, params string[] cells)
    {
        if (cells.Length != _columns.Length)
            throw new ArgumentException($"The table has {_columns.Length} columns, not {cells.Length}.", nameof(cells));
        _rows.Add((cells, paint));
    }

    public void Write(ToolOutput output)
    {
        int[] widths = [.. _columns.Select((column, i) => _rows.Select(row => row.Cells[i].Length).Append(column.Title.Length).Max())];
        Narrow(widths, output.MaxWidth);
        if (_columns.Any(column => column.Title.Length > 0))
            output.Line(output.Faint(Line([.. _columns.Select(column => column.Title)], widths)));
        foreach (var (cells, paint) in _rows)
            output.Line(paint(Line(cells, widths)));
    }

    private void Narrow(int[] widths, int? available)
    {
        int excess = widths.Sum() + (Gap.Length * (widths.Length - 1)) - (available ?? int.MaxValue);
        foreach (int i in Enumerable.Range(0, _columns.Length).Where(i => _columns[i].MayBeCut).OrderByDescending(i => widths[i]))
        {
            if (excess <= 0)
                return;
            int cut = Math.Clamp(excess, 0, Math.Max(0, widths[i] - LeastCut));
            widths[i] -= cut;
            excess -= cut;
        }
    }

    private string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, i) => Aligned(cell, _columns[i], widths[i]))).TrimEnd();

    private static string Aligned(string cell, Column column, int width)
    {
        if (cell.Length > width)
            cell = cell[..(width - 1)] + "…";
        return column.IsNumber ? cell.PadLeft(width) : cell.PadRight(width);
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head; empty for none.</param>
/// <param name="IsNumber">Whether it is aligned at the right.</param>
/// <param name="MayBeCut">Whether its cells are cut where there is no room.</param>
internal sealed record Column(string Title, bool IsNumber = false, bool MayBeCut = false);
