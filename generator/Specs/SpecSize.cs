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

        double parameters = 0;
        double height = Math.Ceiling(spec.Input.Height / 2.0);
        double width = Math.Ceiling(spec.Input.Width / 2.0);
        double largest = height * width * spec.Stem.Width;
        int input = spec.Stem.Width;
        foreach (var stage in spec.Stages)
        {
            // The first block expands before it halves the map.
            largest = Math.Max(largest, height * width * input * stage.Blocks[0].Expansion);
            height = Math.Ceiling(height / 2);
            width = Math.Ceiling(width / 2);
            foreach (var block in stage.Blocks)
            {
                parameters += Parameters(block, input, stage.Width);
                input = stage.Width;
                largest = Math.Max(largest, height * width * input * block.Expansion);
            }
        }

        if (spec.Head is ClassifierHeadSpec head)
            parameters += ((double)input * Math.Max(head.PreWidth, 1)) + ((double)(head.PreWidth > 0 ? head.PreWidth : input) * head.Classes);
        if (parameters > MaxParameters)
            return $"The network has about {Text(parameters / 1e6)} million parameters, but {Text(MaxParameters / 1e6)} million are allowed";
        return largest > MaxMapFloats
            ? $"The largest map has about {Text(largest / 1e6)} million values, but {Text(MaxMapFloats / 1e6)} million are allowed"
            : null;
    }

    private static double Parameters(BlockSpec block, double input, double output)
    {
        double mid = input * block.Expansion;
        double parameters = (input * mid) + (mid * block.Kernel * block.Kernel) + (mid * output) + (2 * mid * mid * block.SqueezeExcite);
        return block.Attention is null ? parameters : parameters + (2 * input * input);
    }

    private static string Text(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
