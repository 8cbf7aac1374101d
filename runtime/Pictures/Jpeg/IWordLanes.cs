namespace Emo.Pictures.Jpeg;

/// <summary>
/// What the inverse DCT and the colours compute with: vectors of 16 bits, and of 32 bits for sums of products. Every width and
/// instruction set gives the same bits. One 8-sample row or column of a block fills 128 bits; wider vectors have a block in each 128 bits,
/// and nothing crosses from one to another.
/// </summary>
/// <typeparam name="TWords">A vector of 16-bit integers.</typeparam>
/// <typeparam name="TSums">A vector of 32-bit integers of the same width.</typeparam>
internal interface IWordLanes<TWords, TSums>
{
    static abstract TWords Add(TWords a, TWords b);

    static abstract TWords Subtract(TWords a, TWords b);

    /// <summary>The lower 16 bits of the products.</summary>
    static abstract TWords Multiply(TWords a, TWords b);

    static abstract TWords Create(short value);

    /// <summary>a times <paramref name="factorA"/> plus b times <paramref name="factorB"/>: the lower and the upper four.</summary>
    static abstract (TSums Low, TSums High) SumOfProducts(TWords a, TWords b, short factorA, short factorB);

    /// <summary>a times 2 to the power of 13, in 32 bits.</summary>
    static abstract (TSums Low, TSums High) Scale(TWords a);

    static abstract TSums Add(TSums a, TSums b);

    static abstract TSums Subtract(TSums a, TSums b);

    /// <summary>Divided by a power of two, rounded half up, and clamped to 16 bits.</summary>
    static abstract TWords Descale(TSums low, TSums high, int bits);

    /// <summary>Exchanges rows and columns of 8 x 8 words.</summary>
    static abstract void Transpose(ref WordRows<TWords> rows);

    /// <summary>Row <paramref name="row"/> of a block of 8 x 8 words; of two blocks where there is room for them.</summary>
    static abstract TWords Load(ref short first, ref short second, int row);

    /// <summary>
    /// Clamps the words of 8 x 8 columns to -128 to 127, adds 128, and stores them as rows of bytes; of two blocks where there are two.
    /// </summary>
    static abstract void StoreColumns(in WordRows<TWords> columns, ref byte first, int firstStride, ref byte second, int secondStride);

    /// <summary>How many bytes <see cref="LoadBytes"/> loads, and pixels <see cref="StoreRgb"/> stores.</summary>
    static abstract int Bytes { get; }

    /// <summary>Unsigned bytes as words, in an order in which <see cref="StoreRgb"/> puts them together again.</summary>
    static abstract (TWords Low, TWords High) LoadBytes(ref byte bytes);

    /// <summary>a times a factor, by 65536, rounded half up; <paramref name="a"/> is from -16384 to 16383.</summary>
    static abstract TWords RoundedProduct(TWords a, short factor);

    /// <summary>Clamps words to bytes and stores pixels of three.</summary>
    static abstract void StoreRgb(
        (TWords Low, TWords High) red, (TWords Low, TWords High) green, (TWords Low, TWords High) blue, ref byte rgb);
}
