namespace Emo.CompilerServices;

/// <summary>The 16 numbers that stand for the 9 taps of a 3x3 convolution where it is made by tiles of 2x2 outputs.</summary>
internal static class WinogradTaps
{
    public const int Taps = 9;
    public const int Numbers = 16;

    /// <summary>G g Gt, in double precision.</summary>
    /// <param name="taps">g, row by row.</param>
    /// <param name="numbers">Receives the result, row by row.</param>
    public static void Transform(ReadOnlySpan<float> taps, Span<double> numbers)
    {
        Span<double> columns = stackalloc double[12]; // G g, [4][3]
        for (int j = 0; j < 3; j++)
            Expand(taps[j], taps[3 + j], taps[6 + j], columns[j..], 3);
        for (int i = 0; i < 4; i++)
            Expand(columns[3 * i], columns[(3 * i) + 1], columns[(3 * i) + 2], numbers[(4 * i)..], 1);
    }

    private static void Expand(double first, double second, double third, Span<double> result, int stride)
    {
        result[0] = first;
        result[stride] = (first + second + third) / 2;
        result[2 * stride] = (first - second + third) / 2;
        result[3 * stride] = third;
    }
}
