namespace Emo.Testing;

/// <summary>How the Huffman codes of a file are chosen.</summary>
internal enum WrittenHuffman
{
    /// <summary>The tables of T.81, annex K.3: for sequential files, and for progressive ones without runs of ended blocks.</summary>
    Standard,

    /// <summary>By frequency, for each scan.</summary>
    Optimal,

    /// <summary>All codes of a table equally long.</summary>
    Flat,

    /// <summary>Codes of 1, 2, 3, ... bits, and 16 bits for the rest.</summary>
    Skewed,
}
