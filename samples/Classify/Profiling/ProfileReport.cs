using System.Globalization;
using System.Text.Json;

namespace Emo.Samples.Classify.Profiling;

/// <summary>A profile as a table for people, or as JSON for machines.</summary>
internal static class ProfileReport
{
    public static void Write(TextWriter output, BlockProfile profile)
    {
        int name = profile.Blocks.Max(time => time.Block.Name.Length);
        int description = profile.Blocks.Max(time => time.Block.Description.Length);
        string rule = new('-', name + description + 50);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{profile.Model.Name}: one thread, {profile.VectorBits}-bit vectors, medians of {profile.Runs} predictions, " +
            $"peak of the core {profile.PeakGigaMultiplyAdds:F1} GMAC/s"));
        output.WriteLine(rule);
        output.WriteLine(
            $"{"block".PadRight(name)}  {"operators".PadRight(description)}  " +
            $"{"ms",8}  {"of time",8}  {"MMAC",8}  {"GMAC/s",7}  {"of peak",7}");
        output.WriteLine(rule);
        foreach (var time in profile.Blocks)
        {
            output.WriteLine(Row(
                profile,
                time.Block.Name.PadRight(name),
                time.Block.Description.PadRight(description),
                time.Milliseconds,
                time.Block.MultiplyAdds));
        }

        output.WriteLine(rule);
        output.WriteLine(Row(
            profile, "total".PadRight(name), new string(' ', description), profile.Milliseconds, profile.Model.MultiplyAdds));
    }

    public static void WriteJson(Stream output, BlockProfile profile)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("model", profile.Model.Name);
            json.WriteNumber("vectorBits", profile.VectorBits);
            json.WriteNumber("runs", profile.Runs);
            json.WriteNumber("peakGigaMultiplyAdds", profile.PeakGigaMultiplyAdds);
            json.WriteNumber("milliseconds", profile.Milliseconds);
            json.WriteNumber("gigaMultiplyAdds", profile.GigaMultiplyAdds);
            json.WriteStartArray("blocks");
            foreach (var time in profile.Blocks)
            {
                json.WriteStartObject();
                json.WriteString("name", time.Block.Name);
                json.WriteNumber("milliseconds", time.Milliseconds);
                json.WriteNumber("multiplyAdds", time.Block.MultiplyAdds);
                json.WriteNumber("gigaMultiplyAdds", time.GigaMultiplyAdds);
                json.WriteNumber("shareOfPeak", time.GigaMultiplyAdds / profile.PeakGigaMultiplyAdds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Row(BlockProfile profile, string name, string description, double milliseconds, long multiplyAdds)
    {
        double giga = multiplyAdds / milliseconds / 1e6;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}  {description}  {milliseconds,8:F3}  {milliseconds / profile.Milliseconds,8:P1}  {multiplyAdds / 1e6,8:F2}  " +
            $"{giga,7:F1}  {giga / profile.PeakGigaMultiplyAdds,7:P0}");
    }
}
