namespace Emo.Pictures.Jpeg;

/// <summary>What the symbols of a Huffman table mean.</summary>
internal enum HuffmanKind
{
    /// <summary>Sizes of differences of DC coefficients.</summary>
    Dc,

    /// <summary>Zeros and the size of the coefficient behind them; a size of 0 ends the block, or stands for 16 zeros.</summary>
    Ac,

    /// <summary>The same in the first scan of a band, where an end stands for many blocks.</summary>
    Band,

    /// <summary>The same in a scan that refines a band: sizes are 1, and their bit is the sign.</summary>
    Refinement,
}
