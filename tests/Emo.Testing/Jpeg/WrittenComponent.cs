namespace Emo.Testing;

/// <summary>A component of a JPEG file: what its header says, and its coefficients.</summary>
internal sealed class WrittenComponent
{
    public required byte Id { get; init; }

    /// <summary>The horizontal sampling factor, 1 to 4.</summary>
    public required int X { get; init; }

    /// <summary>The vertical sampling factor, 1 to 4.</summary>
    public required int Y { get; init; }

    /// <summary>The quantisation table's number, 0 to 3.</summary>
    public required int QuantIndex { get; init; }

    /// <summary>64 steps in zigzag order.</summary>
    public required ushort[] Quant { get; init; }

    /// <summary>The number of the DC table, and of the AC table.</summary>
    public required (int Dc, int Ac) Tables { get; init; }

    /// <summary>The quantised coefficients of a block in zigzag order, by column and row of blocks.</summary>
    public required Func<int, int, short[]> Block { get; init; }
}
