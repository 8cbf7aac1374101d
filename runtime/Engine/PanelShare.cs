using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// A worker's part of a matrix product: of the panels with lines <see cref="Line"/> to <see cref="Line"/> + <see cref="Lines"/>,
/// panel after panel, the units <see cref="First"/> to <see cref="End"/>. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PanelShare
{
    internal PanelShare(int line, int lines, int first, int end)
    {
        Line = line;
        Lines = lines;
        First = first;
        End = end;
    }

    /// <summary>The first line.</summary>
    public int Line { get; }

    /// <summary>The lines of every panel.</summary>
    public int Lines { get; }

    /// <summary>The first unit; unit u is line u % Lines of panel u / Lines.</summary>
    public int First { get; }

    /// <summary>The end of the units.</summary>
    public int End { get; }
}
