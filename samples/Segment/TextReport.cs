using System.Globalization;
using Emo.Samples.Regions;

namespace Emo.Samples.Segment;

/// <summary>The classes of each picture as lines for people.</summary>
internal static class TextReport
{
    /// <summary>Regions of a class that have a line each.</summary>
    private const int MostRegions = 20;

    public static void Write(TextWriter output, ModelInfo model, bool randomWeights, IReadOnlyList<SegmentedPicture> pictures)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name}: {model.ParameterCount / 1e6:F2} M parameters, {model.MultiplyAdds / 1e9:F2} G multiply-adds, " +
            $"input {model.Preprocessing.InputHeight}x{model.Preprocessing.InputWidth}"));
        if (randomWeights)
            output.WriteLine("Random weights: the classes mean nothing.");
        foreach (var picture in pictures)
        {
            output.WriteLine();
            string map = picture.LabelMap is null ? "" : $", {picture.LabelMap}";
            output.WriteLine($"{picture.Name} ({picture.Width}x{picture.Height}) -> {picture.Annotated}{map}");
            foreach (var share in picture.Classes)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {share.Label,-20} {share.Share * 100,5:F1} %"));
            if (picture.Regions is { } regions)
                WriteRegions(output, model, regions);
        }
    }

    private static void WriteRegions(TextWriter output, ModelInfo model, IReadOnlyList<Region> regions)
    {
        if (regions.Count == 0)
            output.WriteLine("  no regions");
        foreach (var ofClass in regions.GroupBy(region => region.ClassIndex).OrderBy(group => group.Key))
        {
            int count = ofClass.Count();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {model.LabelOf(ofClass.Key)}: {count} {(count == 1 ? "region" : "regions")}, " +
                $"{ofClass.Average(region => region.Area):F0} pixels on average"));
            foreach (var region in ofClass.Take(MostRegions))
                output.WriteLine(Line(region));
            if (count > MostRegions)
                output.WriteLine($"    and {count - MostRegions} smaller ones, which --json has");
        }
    }

    private static string Line(Region region) => string.Create(
        CultureInfo.InvariantCulture,
        $"    {region.Area,7} pixels  centre {region.CentreX,6:F1}, {region.CentreY,6:F1}  left {region.Left,4}  top {region.Top,4}  " +
        $"right {region.Right,4}  bottom {region.Bottom,4}");
}
