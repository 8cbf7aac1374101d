namespace Emo.Testing;

/// <summary>A piece of entropy-coded data, before Huffman codes are known.</summary>
/// <param name="Table">4 x class (0 DC, 1 AC) + number; or one of the constants.</param>
/// <param name="Symbol">What the table codes; the number of a restart.</param>
/// <param name="Extra">Bits that follow as they are.</param>
/// <param name="ExtraLength">How many.</param>
internal readonly record struct JpegToken(int Table, int Symbol, int Extra, int ExtraLength)
{
    /// <summary>Only <see cref="Extra"/>.</summary>
    public const int Raw = -1;

    /// <summary>A restart marker.</summary>
    public const int Restart = -2;
}
