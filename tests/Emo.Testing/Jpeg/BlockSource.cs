namespace Emo.Testing;

/// <summary>Random contents of a component: waves and noise like a photograph's, or sparse coefficients.</summary>
internal sealed class BlockSource
{
    // Beyond this, an inverse DCT in 16-bit lanes may give other pixels than one in 32.
    private const double LargestSample = 450;

    private readonly Random _random;
    private readonly ushort[] _quant;
    private readonly bool _isSparse;
    private readonly double _noise;
    private readonly double _level;
    private readonly (double X, double Y, double Phase, double Height)[] _waves;

    public BlockSource(Random random, ushort[] quant)
    {
        _random = random;
        _quant = quant;
        _isSparse = random.Next(4) == 0;
        _noise = random.Next(3) switch { 0 => 0, 1 => random.Next(10), _ => random.Next(120) };
        _level = random.Next(-100, 100);
        _waves =
        [
            .. Enumerable.Range(0, random.Next(4)).Select(_ => (
                random.NextDouble() * 0.4, random.NextDouble() * 0.4, random.NextDouble() * 6, random.NextDouble() * 80)),
        ];
    }

    public short[] Block(int x, int y)
    {
        double[] coefficients = _isSparse ? Sparse() : Dct.Forward(Samples(x, y));
        short[] block = Quantised(coefficients, 1);
        for (double scale = 0.5; Dct.Largest(Dequantised(block)) > LargestSample; scale /= 2)
            block = Quantised(coefficients, scale);
        return block;
    }

    private double[] Samples(int blockX, int blockY)
    {
        double[] samples = new double[64];
        for (int i = 0; i < 64; i++)
        {
            int x = (8 * blockX) + (i % 8), y = (8 * blockY) + (i / 8);
            double sample = _level + ((_random.NextDouble() - 0.5) * 2 * _noise);
            foreach (var wave in _waves)
                sample += wave.Height * Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase);
            samples[i] = Math.Clamp(sample, -128, 127);
        }

        return samples;
    }

    private double[] Sparse()
    {
        double[] coefficients = new double[64];
        for (int count = _random.Next(6); count > 0; count--)
            coefficients[_random.Next(64)] = _random.Next(-900, 900);
        return coefficients;
    }

    // Sequential files of 8 bits have 10 bits for AC coefficients, and 11 for differences of DC.
    private short[] Quantised(double[] coefficients, double scale) =>
        [.. coefficients.Zip(_quant, (value, step) => (short)Math.Clamp(Math.Round(value * scale / step), -1000, 1000))];

    private double[] Dequantised(short[] block) => [.. block.Zip(_quant, (value, step) => (double)value * step)];
}
