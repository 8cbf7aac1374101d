using System.Runtime.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// The accurate integer inverse DCT of libjpeg (<c>jidctint</c>; the algorithm of Loeffler, Ligtenberg and Moschytz, 1989), with the
/// arithmetic of libjpeg-turbo's vector code: 16-bit sums wrap around, results between the passes are clamped. That shows in files only
/// whose coefficients no encoder makes.
/// </summary>
internal static class InverseDct<TLanes, TWords, TSums>
    where TLanes : IWordLanes<TWords, TSums>
{
    // Fixed point with 13 fractional bits. Between the passes values keep two more bits than they need.
    private const int FractionBits = 13;
    private const int BetweenBits = 2;

    private const short C0298 = 2446, C0390 = 3196, C0541 = 4433, C0765 = 6270, C0899 = 7373, C1175 = 9633;
    private const short C1501 = 12299, C1847 = 15137, C1961 = 16069, C2053 = 16819, C2562 = 20995, C3072 = 25172;

    /// <summary>One block, or two of them at once where vectors have room for two; then both are read and written.</summary>
    /// <param name="first">64 coefficients, row by row.</param>
    /// <param name="firstFactors">The quantisation table, row by row.</param>
    /// <param name="firstSamples">Receives 8 rows of 8 samples.</param>
    /// <param name="firstStride">From one row of samples to the next.</param>
    /// <param name="second">The other block, likewise.</param>
    /// <param name="secondFactors">Its quantisation table.</param>
    /// <param name="secondSamples">Its samples.</param>
    /// <param name="secondStride">From one row of samples to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(
        ref short first,
        ref short firstFactors,
        ref byte firstSamples,
        int firstStride,
        ref short second,
        ref short secondFactors,
        ref byte secondSamples,
        int secondStride)
    {
        WordRows<TWords> rows;
        rows.R0 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 0);
        rows.R1 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 1);
        rows.R2 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 2);
        rows.R3 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 3);
        rows.R4 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 4);
        rows.R5 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 5);
        rows.R6 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 6);
        rows.R7 = Dequantized(ref first, ref firstFactors, ref second, ref secondFactors, 7);
        Pass(ref rows, FractionBits - BetweenBits);
        TLanes.Transpose(ref rows);
        Pass(ref rows, FractionBits + BetweenBits + 3);
        TLanes.StoreColumns(rows, ref firstSamples, firstStride, ref secondSamples, secondStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords Dequantized(ref short first, ref short firstFactors, ref short second, ref short secondFactors, int row) =>
        TLanes.Multiply(TLanes.Load(ref first, ref second, row), TLanes.Load(ref firstFactors, ref secondFactors, row));

    /// <summary>The one-dimensional transform, down the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(ref WordRows<TWords> rows, int bits)
    {
        // Even part.
        var (even2Low, even2High) = TLanes.SumOfProducts(rows.R2, rows.R6, C0541, C0541 - C1847);
        var (even3Low, even3High) = TLanes.SumOfProducts(rows.R2, rows.R6, C0541 + C0765, C0541);
        var (even0Low, even0High) = TLanes.Scale(TLanes.Add(rows.R0, rows.R4));
        var (even1Low, even1High) = TLanes.Scale(TLanes.Subtract(rows.R0, rows.R4));

        // Odd part.
        var sum73 = TLanes.Add(rows.R7, rows.R3);
        var sum51 = TLanes.Add(rows.R5, rows.R1);
        var (z3Low, z3High) = TLanes.SumOfProducts(sum73, sum51, C1175 - C1961, C1175);
        var (z4Low, z4High) = TLanes.SumOfProducts(sum73, sum51, C1175, C1175 - C0390);
        var (odd0Low, odd0High) = TLanes.SumOfProducts(rows.R7, rows.R1, C0298 - C0899, -C0899);
        var (odd1Low, odd1High) = TLanes.SumOfProducts(rows.R5, rows.R3, C2053 - C2562, -C2562);
        var (odd2Low, odd2High) = TLanes.SumOfProducts(rows.R5, rows.R3, -C2562, C3072 - C2562);
        var (odd3Low, odd3High) = TLanes.SumOfProducts(rows.R7, rows.R1, -C0899, C1501 - C0899);

        Butterfly(
            TLanes.Add(even0Low, even3Low), TLanes.Add(even0High, even3High),
            TLanes.Add(odd3Low, z4Low), TLanes.Add(odd3High, z4High), bits, out rows.R0, out rows.R7);
        Butterfly(
            TLanes.Add(even1Low, even2Low), TLanes.Add(even1High, even2High),
            TLanes.Add(odd2Low, z3Low), TLanes.Add(odd2High, z3High), bits, out rows.R1, out rows.R6);
        Butterfly(
            TLanes.Subtract(even1Low, even2Low), TLanes.Subtract(even1High, even2High),
            TLanes.Add(odd1Low, z4Low), TLanes.Add(odd1High, z4High), bits, out rows.R2, out rows.R5);
        Butterfly(
            TLanes.Subtract(even0Low, even3Low), TLanes.Subtract(even0High, even3High),
            TLanes.Add(odd0Low, z3Low), TLanes.Add(odd0High, z3High), bits, out rows.R3, out rows.R4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(
        TSums evenLow, TSums evenHigh, TSums oddLow, TSums oddHigh, int bits, out TWords sum, out TWords difference)
    {
        sum = TLanes.Descale(TLanes.Add(evenLow, oddLow), TLanes.Add(evenHigh, oddHigh), bits);
        difference = TLanes.Descale(TLanes.Subtract(evenLow, oddLow), TLanes.Subtract(evenHigh, oddHigh), bits);
    }
}
