using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Which rows of a map a call works on, as C# expressions: all, shared by the workers, or some, which are one worker's.
/// </summary>
internal sealed record Rows(string First, string Count)
{
    public static readonly Rows All = new("0", "");

    /// <summary>Those of the strip that a worker is working on.</summary>
    public static readonly Rows OfStrip = new("row", "rows");

    /// <summary>Those of the expanded map that the strip lacks.</summary>
    public static readonly Rows NotMade = new("made", "end - made");

    public bool IsAll => Count.Length == 0;

    public WorkerExpression Worker => IsAll ? "worker" : "alone";

    public Int CountOr(int height) => IsAll ? height : Count;

    /// <summary>A pointer to the first of these rows of a map.</summary>
    /// <exception cref="InvalidOperationException">The map is a ring: its kernels find rows by their numbers.</exception>
    public string Of(MapLayout map, string buffer)
    {
        if (IsAll)
            return buffer;
        return map.Storage switch
        {
            RowStorage.Whole => $"{buffer} + {First} * {Code.Text(map.RowStride)}",
            RowStorage.Strip => buffer,
            RowStorage.Ring => throw new InvalidOperationException($"{buffer}: the rows of a ring have places of their own."),
        };
    }

    /// <summary>A pointer to the first cell of these rows, behind the zero cells.</summary>
    public string CellsOf(MapLayout map, string buffer) => Code.At(Of(map, buffer), map.FirstCell);
}
