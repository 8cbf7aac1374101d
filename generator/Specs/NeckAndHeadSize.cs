using System.Globalization;

namespace Emo.Codegen.Specs;

/// <summary>What necks and heads add to a network's size.</summary>
internal static class NeckAndHeadSize
{
    public static void Add(ModelSpec spec, IReadOnlyList<MapSize> stages, SizeEstimate size)
    {
        var levels = Levels(spec.Neck, stages, size);
        var last = stages[stages.Count - 1];
        switch (spec.Head)
        {
            case ClassifierHeadSpec head:
                size.Parameters += (last.Channels * Math.Max(head.PreWidth, 1)) + ((double)(head.PreWidth > 0 ? head.PreWidth : last.Channels) * head.Classes);
                break;
            case SsdLiteHeadSpec head:
                for (int level = 0; level < levels.Count; level++)
                    size.AddConvolution(levels[level], (double)head.Anchors.PerCell(level) * (head.Classes + 5), kernel: 1);
                break;
            case RetinaHeadSpec head:
                AddRetina(head, levels, size);
                break;
            case AsppHeadSpec head:
                AddSegmenter(head, last, (head.Dilations.Count + 1) * (double)head.Width, head.Dilations.Count * 9, size);
                break;
            case PspHeadSpec head:
                foreach (int pool in head.PoolSizes)
                    size.AddMap(new MapSize(Math.Max(last.Channels, head.Width), pool, pool));
                AddSegmenter(head, last, last.Channels + (head.PoolSizes.Count * (double)head.Width), head.PoolSizes.Count, size);
                break;
        }
    }

    private static List<MapSize> Levels(NeckSpec? neck, IReadOnlyList<MapSize> stages, SizeEstimate size)
    {
        var levels = neck?.Inputs.Select(name => stages[int.Parse(name.Substring("stage".Length), CultureInfo.InvariantCulture)]).ToList() ?? [];
        switch (neck)
        {
            case SsdNeckSpec ssd:
                foreach (int width in ssd.ExtraWidths)
                {
                    var half = size.AddConvolution(levels[levels.Count - 1], width / 2, kernel: 1).Halved(width / 2);
                    levels.Add(size.AddConvolution(half, width, kernel: 1));
                }

                break;
            case FpnNeckSpec fpn:
                double top = levels[levels.Count - 1].Channels;
                levels = levels.ConvertAll(input => size.AddConvolution(size.AddConvolution(input, fpn.Width, kernel: 1), fpn.Width, kernel: 3));
                for (int extra = 0; extra < fpn.ExtraLevels; extra++)
                {
                    var source = levels[levels.Count - 1].Halved(extra == 0 ? top : fpn.Width);
                    levels.Add(size.AddConvolution(source, fpn.Width, kernel: 3));
                }

                break;
        }

        return levels;
    }

    /// <summary>The levels share their weights.</summary>
    private static void AddRetina(RetinaHeadSpec head, List<MapSize> levels, SizeEstimate size)
    {
        double outputs = (double)head.Anchors.PerCell(0) * (head.Classes + 4);
        size.Parameters += 9 * head.Width * (2.0 * levels[0].Channels + (2.0 * (head.Depth - 1) * head.Width) + outputs);
        foreach (var level in levels)
            size.AddMap(level with { Channels = Math.Max(head.Width, outputs) });
    }

    private static void AddSegmenter(SegmenterHeadSpec head, MapSize last, double joined, int branchTaps, SizeEstimate size)
    {
        size.Parameters += last.Channels * head.Width * branchTaps;
        var bottleneck = size.AddConvolution(size.AddMap(last with { Channels = joined }), head.Width, kernel: 3);
        size.AddConvolution(bottleneck, head.Classes, kernel: 1);
    }
}
