using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The reduction ratio of squeeze-excite, which must leave at least one channel.</summary>
internal static class SqueezeExcites
{
    public static double Read(ObjectReader reader, double defaultValue) =>
        reader.Double("squeezeExcite", 0, 1, exclusiveMin: false, defaultValue);

    public static void Check(ObjectReader reader, int channels, double ratio)
    {
        if (ratio > 0 && Math.Round(channels * ratio, MidpointRounding.ToEven) < 1 && reader.At("squeezeExcite") is JsonNumber value)
            reader.OutOfRange("squeezeExcite", value, $"0, or a ratio that leaves at least one of {channels} channels");
    }
}
