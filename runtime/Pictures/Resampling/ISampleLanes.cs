namespace Emo.Pictures.Resampling;

/// <summary>
/// What the vertical pass needs of vectors of one width. Samples are 8 bits; a pair is a sample of one row and the sample below it,
/// 16 bits each, in the place of a 32-bit sum.
/// </summary>
internal interface ISampleLanes<TVector>
    where TVector : struct
{
    /// <summary>Samples that a vector has.</summary>
    static abstract int Samples { get; }

    static abstract TVector Load(ref byte samples);

    /// <summary>The same pair of weights everywhere.</summary>
    static abstract TVector Weights(ref short pair);

    /// <summary>
    /// Pairs the samples of two rows: as many pairs as four vectors have, in an order that <see cref="StoreBytes"/> undoes.
    /// </summary>
    static abstract void Pair(TVector upper, TVector lower, out TVector a, out TVector b, out TVector c, out TVector d);

    /// <summary>Adds the products of pairs and weights to their sums.</summary>
    static abstract TVector MultiplyAdd(TVector sums, TVector pairs, TVector weights);

    /// <summary>high * 65536 + low.</summary>
    static abstract TVector Join(TVector high, TVector low);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector LoadSums(ref int sums);

    static abstract void StoreSums(TVector value, ref int sums);

    /// <summary>Rounds sums of four vectors to bytes.</summary>
    static abstract void StoreBytes(TVector a, TVector b, TVector c, TVector d, ref byte samples);
}
