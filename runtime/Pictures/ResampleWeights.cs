namespace Emo;

/// <summary>For each pixel of the result, which source pixels it is made of and how much of each, in fixed point of 22 bits.</summary>
internal sealed class ResampleWeights
{
    private const double FixedPointOne = 1 << (32 - 8 - 2);
    private readonly (int First, int[] Factors)[] _pixels;

    private ResampleWeights((int First, int[] Factors)[] pixels) => _pixels = pixels;

    public int Size => _pixels.Length;

    public (int First, int[] Factors) this[int index] => _pixels[index];

    public static ResampleWeights Create(int sourceSize, int size, Interpolation interpolation)
    {
        double scale = (double)sourceSize / size;
        double filterScale = Math.Max(scale, 1);
        double support = (interpolation == Interpolation.Bicubic ? 2 : 1) * filterScale;
        var pixels = new (int, int[])[size];
        for (int i = 0; i < size; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max(0, (int)(center - support + 0.5));
            int end = Math.Min(sourceSize, (int)(center + support + 0.5));
            pixels[i] = (first, Factors(first, end - first, center, filterScale, interpolation));
        }

        return new ResampleWeights(pixels);
    }

    /// <summary>Filter values that sum to one, then rounded half away from zero as Pillow does.</summary>
    private static int[] Factors(int first, int count, double center, double filterScale, Interpolation interpolation)
    {
        double[] values = new double[count];
        double inverse = 1.0 / filterScale;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double x = (i + first - center + 0.5) * inverse;
            values[i] = interpolation == Interpolation.Bicubic ? Cubic(x) : Triangle(x);
            sum += values[i];
        }

        int[] factors = new int[count];
        for (int i = 0; i < count; i++)
        {
            double factor = sum != 0 ? values[i] / sum : values[i];
            factors[i] = (int)((factor < 0 ? -0.5 : 0.5) + (factor * FixedPointOne));
        }

        return factors;
    }

    private static double Triangle(double x) => Math.Abs(x) < 1 ? 1 - Math.Abs(x) : 0;

    /// <summary>Keys' cubic, a = -0.5, in the order of operations that Pillow has.</summary>
    private static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        if (x < 1)
            return ((((A + 2) * x) - (A + 3)) * x * x) + 1;
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * A : 0;
    }
}
