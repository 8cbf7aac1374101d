namespace Emo.Testing;

/// <summary>The DCT of 8 x 8 blocks in double precision, by its definition; coefficients in zigzag order.</summary>
internal static class Dct
{
    /// <summary>The place of each coefficient in its block, row by row.</summary>
    public static readonly int[] Zigzag = [.. Enumerable.Range(0, 64).OrderBy(Order)];

    private static readonly double[] s_basis =
    [
        .. from u in Enumerable.Range(0, 8)
           from x in Enumerable.Range(0, 8)
           select (u == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16),
    ];

    /// <summary>Of samples around 0, row by row.</summary>
    public static double[] Forward(double[] samples)
    {
        double[] rows = new double[64], block = new double[64], result = new double[64];
        for (int i = 0; i < 64; i++)
        {
            for (int x = 0; x < 8; x++)
                rows[i] += s_basis[(i % 8 * 8) + x] * samples[(i / 8 * 8) + x];
        }

        for (int i = 0; i < 64; i++)
        {
            for (int y = 0; y < 8; y++)
                block[i] += s_basis[(i / 8 * 8) + y] * rows[(y * 8) + (i % 8)];
        }

        for (int i = 0; i < 64; i++)
            result[i] = block[Zigzag[i]];
        return result;
    }

    /// <summary>The largest sample, without its sign, of dequantised coefficients.</summary>
    public static double Largest(double[] coefficients)
    {
        double[] block = new double[64], columns = new double[64];
        for (int i = 0; i < 64; i++)
            block[Zigzag[i]] = coefficients[i];
        for (int i = 0; i < 64; i++)
        {
            for (int v = 0; v < 8; v++)
                columns[i] += s_basis[(v * 8) + (i / 8)] * block[(v * 8) + (i % 8)];
        }

        double largest = 0;
        for (int i = 0; i < 64; i++)
        {
            double sample = 0;
            for (int u = 0; u < 8; u++)
                sample += s_basis[(u * 8) + (i % 8)] * columns[(i / 8 * 8) + u];
            largest = Math.Max(largest, Math.Abs(sample));
        }

        return largest;
    }

    /// <summary>Diagonals, every second one downwards.</summary>
    private static int Order(int place)
    {
        int y = place / 8, x = place % 8, diagonal = x + y;
        return (diagonal * 16) + (diagonal % 2 == 0 ? x : y);
    }
}
