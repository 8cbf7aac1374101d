using System.Globalization;

namespace Emo.Codegen.Specs;

/// <summary>A bound on what a spec may ask for, so that an absurd one ends in a message and not in gigabytes.</summary>
internal static class SpecSize
{
    private const double MaxParameters = 1e9;
    private const double MaxMapFloats = 1 << 29;
    private const int MaxBlocks = 256;

    /// <summary>What is too large, or null.</summary>
    public static string? Problem(ModelSpec spec)
    {
        int blocks = spec.Stages.Sum(stage => stage.Blocks.Count);
        if (blocks > MaxBlocks)
            return $"The stages have {Text(blocks)} blocks together, but {Text(MaxBlocks)} are allowed";

        var size = new SizeEstimate();
        var stages = AddBackbone(spec, size);
        var levels = spec.Neck?.AddSize(size, [.. spec.Neck.Inputs.Select(stage => stages[stage])]) ?? [];
        spec.Head.AddSize(size, spec.Head.MapsOf(stages, levels));
        if (size.Parameters > MaxParameters)
            return $"The network has about {Millions(size.Parameters)} parameters, but {Millions(MaxParameters)} are allowed";
        return size.LargestMap > MaxMapFloats
            ? $"The largest map has about {Millions(size.LargestMap)} values, but {Millions(MaxMapFloats)} are allowed"
            : null;
    }

    /// <summary>The outputs of the stem and the stages.</summary>
    private static List<MapSize> AddBackbone(ModelSpec spec, SizeEstimate size)
    {
        var map = size.AddMap(new MapSize(spec.Stem.Width, spec.Input.Height, spec.Input.Width).Halved(spec.Stem.Width));
        var outputs = new List<MapSize> { map };
        foreach (var stage in spec.Stages)
        {
            double input = map.Channels;
            foreach (var block in stage.Blocks)
            {
                // The first block expands before it halves the map.
                size.AddMap(map with { Channels = input * block.Expansion });
                if (block.Attention is { Window: > 0 } attention)
                    size.AddMap(Tokens(block, map, attention.Window));
                size.Parameters += Parameters(block, input, stage.Width);
                input = stage.Width;
                map = block.Stride > 1 ? map.Halved(stage.Width) : map with { Channels = stage.Width };
            }

            outputs.Add(map);
        }

        return outputs;
    }

    /// <summary>The map padded to whole windows, with queries and keys or with values.</summary>
    private static MapSize Tokens(BlockSpec block, MapSize map, int window) => new(
        map.Channels * Math.Max(2, block.Expansion), Math.Ceiling(map.Height / window) * window, Math.Ceiling(map.Width / window) * window);

    private static double Parameters(BlockSpec block, double input, double output)
    {
        double mid = input * block.Expansion;
        double depthwise = block.Depthwise is { } convolution ? mid * convolution.KernelSize * convolution.KernelSize : 0;
        double parameters = depthwise + (mid * output) + (2 * mid * mid * block.SqueezeExcite);
        foreach (var each in block.Expand)
            parameters += (input * mid * each.KernelSize * each.KernelSize) + (each.Kind.Attends() ? 2 * input * input : 0);
        return parameters;
    }

    private static string Millions(double value) => $"{Text(value / 1e6)} million";

    private static string Text(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
