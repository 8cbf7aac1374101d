using System.Globalization;
using Emo.Codegen;
using Emo.Codegen.Specs;

namespace Emo.Train.Anchors;

/// <summary>Anchors as the text of a spec, to stand in its head.</summary>
internal static class AnchorText
{
    public static string Of(AnchorSpec anchors)
    {
        string[] properties = anchors switch
        {
            SsdAnchorSpec ssd =>
            [
                $"\"strides\": {List(ssd.Strides)}",
                $"\"minSizes\": {List(ssd.MinSizes)}",
                $"\"maxSizes\": {List(ssd.MaxSizes)}",
                $"\"ratios\": [{string.Join(", ", ssd.Ratios.Select(List))}]",
            ],
            OctaveAnchorSpec octave =>
            [
                $"\"strides\": {List(octave.Strides)}",
                $"\"baseScale\": {octave.BaseScale.ToString(CultureInfo.InvariantCulture)}",
                $"\"scalesPerOctave\": {octave.ScalesPerOctave.ToString(CultureInfo.InvariantCulture)}",
                $"\"ratios\": {List(octave.Ratios)}",
            ],
            _ => throw new ArgumentException($"There is no text for {anchors.GetType().Name}.", nameof(anchors)),
        };
        return $"\"anchors\": {{\n  {string.Join(",\n  ", properties)}\n}}";
    }

    private static string List(EquatableArray<int> values) =>
        $"[{string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";

    private static string List(EquatableArray<double> values) =>
        $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";
}
