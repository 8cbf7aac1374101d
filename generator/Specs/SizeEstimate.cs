namespace Emo.Codegen.Specs;

/// <summary>What the parts of a network add up to, roughly: in doubles, which no spec overflows.</summary>
internal sealed class SizeEstimate
{
    public double Parameters { get; set; }

    public double LargestMap { get; private set; }

    public MapSize AddMap(MapSize map)
    {
        LargestMap = Math.Max(LargestMap, map.Channels * map.Height * map.Width);
        return map;
    }

    /// <summary>A dense convolution of stride 1, and its output.</summary>
    public MapSize AddConvolution(MapSize input, double outputs, int kernelSize)
    {
        Parameters += input.Channels * outputs * kernelSize * kernelSize;
        return AddMap(input with { Channels = outputs });
    }
}

/// <summary>The shape of a map.</summary>
internal sealed record MapSize(double Channels, double Height, double Width)
{
    public MapSize Halved(double channels) => new(channels, Math.Ceiling(Height / 2), Math.Ceiling(Width / 2));
}
