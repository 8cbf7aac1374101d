using System.Text;
using Emo.Codegen.Graph;

namespace Emo.Tool.Drawing;

/// <summary>
/// A map as its cells, of which those of one window are filled: they attend to each other. Of a hybrid attention it is the first window of
/// each pattern, since a cell attends in both.
/// </summary>
internal sealed record WindowPicture(
    WindowKind Kind, int MapHeight, int MapWidth, int WindowHeight, int WindowWidth, int WindowRows, int WindowColumns)
{
    /// <summary>Of a larger map only the cells of the window are drawn, and so large that they can be seen.</summary>
    private const int MaxCells = 32;
    private const double LeastCell = 2;

    public static WindowPicture Of(WindowAttentionLayer layer) => new(
        layer.Kind,
        layer.Input.Height,
        layer.Input.Width,
        layer.WindowHeight,
        layer.WindowWidth,
        layer.WindowRows,
        layer.WindowColumns);

    public string Caption
    {
        get
        {
            if (Windows == 1)
                return "one window";
            string what = Kind switch
            {
                WindowKind.Remote => "windows",
                WindowKind.Close => "tiles",
                WindowKind.Hybrid => FormattableString.Invariant($"windows and {Windows} tiles"),
                _ => throw Unknown(),
            };
            return FormattableString.Invariant($"{Windows} {what} of {WindowHeight}x{WindowWidth}");
        }
    }

    private int Windows => WindowRows * WindowColumns;

    /// <summary>Draws it in a square, the map's longer side along it. Returns the height.</summary>
    public double Draw(SvgWriter svg, double x, double y, double side)
    {
        int longer = Math.Max(MapHeight, MapWidth);
        double step = side / longer;
        if (longer > MaxCells)
        {
            svg.Rectangle("cell", x, y, step * MapWidth, step * MapHeight);
            if (Windows == 1 || (long)WindowHeight * WindowWidth > MaxCells * MaxCells)
                svg.Rectangle("window", x, y, step * MapWidth, step * MapHeight);
            else
                DrawCells(svg, "window", x, y, step, Math.Max(step, LeastCell), isWindow: true);
        }
        else
        {
            double cell = step * (step > 3 ? 0.82 : 0.9);
            DrawCells(svg, "cell", x, y, step, cell, isWindow: false);
            DrawCells(svg, "window", x, y, step, cell, isWindow: true);
        }

        return step * MapHeight;
    }

    private void DrawCells(SvgWriter svg, string style, double x, double y, double step, double cell, bool isWindow)
    {
        string size = SvgWriter.Number(cell);
        var path = new StringBuilder();
        for (int row = 0; row < MapHeight; row++)
        {
            for (int column = 0; column < MapWidth; column++)
            {
                if (IsInWindow(row, column) != isWindow)
                    continue;
                path.Append('M').Append(SvgWriter.Number(x + (step * column))).Append(' ').Append(SvgWriter.Number(y + (step * row)));
                path.Append('h').Append(size).Append('v').Append(size).Append("h-").Append(size).Append('z');
            }
        }

        if (path.Length > 0)
            svg.Raw($"<path class=\"{style}\" d=\"{path}\"/>");
    }

    private bool IsInWindow(int row, int column) => Kind switch
    {
        WindowKind.Remote => IsInGrid(row, column),
        WindowKind.Close => IsInTile(row, column),
        WindowKind.Hybrid => IsInGrid(row, column) || IsInTile(row, column),
        _ => throw Unknown(),
    };

    private InvalidOperationException Unknown() => new($"The drawing does not know windows of the kind {Kind}.");

    private bool IsInGrid(int row, int column) => row % WindowRows == 0 && column % WindowColumns == 0;

    private bool IsInTile(int row, int column) => row < WindowHeight && column < WindowWidth;
}
