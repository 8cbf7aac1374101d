using System.Text.Json;
using Emo.Tool.Terminal;

namespace Emo.Tool.Profiling;

/// <summary>A profile as bars for people, or as JSON for machines.</summary>
internal static class ProfileReport
{
    private const int BarWidth = 12;

    /// <param name="output">Takes the table.</param>
    /// <param name="profile">What was measured.</param>
    /// <param name="weights">Of what the weights are, for the title.</param>
    public static void Write(ToolOutput output, NetworkProfile profile, string weights)
    {
        long multiplyAdds = profile.Spec.Plan.Cost.MultiplyAdds;
        output.Line(
            $"{output.Bold(profile.Spec.Name)}, {weights}: one thread, {profile.VectorBits}-bit vectors, " +
            Plain.Text($"medians of {profile.Runs} predictions, peak of the core {profile.PeakGigaMultiplyAdds:F1} GMAC/s"));
        output.Line();
        double longest = profile.Blocks.Max(time => time.Milliseconds) / profile.Milliseconds;
        double largest = profile.Blocks.Max(time => (double)time.Block.Cost.MultiplyAdds) / multiplyAdds;
        var table = new TextTable(
            new Column("block"), new Column("operators", MayBeCut: true), new Column("ms", IsNumber: true),
            new Column("of time", IsNumber: true), new Column(""), new Column("MMAC", IsNumber: true),
            new Column("of MACs", IsNumber: true), new Column(""), new Column("GMAC/s", IsNumber: true),
            new Column("of peak", IsNumber: true));
        foreach (var time in profile.Blocks)
        {
            double ofTime = time.Milliseconds / profile.Milliseconds;
            double ofMultiplyAdds = (double)time.Block.Cost.MultiplyAdds / multiplyAdds;
            table.Add(
                [
                    time.Block.Name, time.Block.Description,
                    Plain.Text($"{time.Milliseconds:F3}"), Plain.Percent(ofTime), Bar.Of(ofTime / longest, BarWidth),
                    Plain.Text($"{time.Block.Cost.MultiplyAdds / 1e6:F2}"), Plain.Percent(ofMultiplyAdds),
                    Bar.Of(ofMultiplyAdds / largest, BarWidth),
                    .. Rate(profile, time.Block.Cost.MultiplyAdds, time.Milliseconds),
                ]);
        }

        table.Add(
            output.Bold,
            [
                "total", "", Plain.Text($"{profile.Milliseconds:F3}"), "", "", Plain.Text($"{multiplyAdds / 1e6:F2}"), "", "",
                .. Rate(profile, multiplyAdds, profile.Milliseconds),
            ]);
        table.Write(output);
    }

    public static void Write(Utf8JsonWriter json, NetworkProfile profile)
    {
        json.WriteString("model", profile.Spec.Name);
        json.WriteNumber("vectorBits", profile.VectorBits);
        json.WriteNumber("runs", profile.Runs);
        json.WriteNumber("peakGigaMultiplyAdds", profile.PeakGigaMultiplyAdds);
        json.WriteNumber("milliseconds", profile.Milliseconds);
        json.WriteNumber("multiplyAdds", profile.Spec.Plan.Cost.MultiplyAdds);
        json.WriteNumber("gigaMultiplyAdds", profile.GigaMultiplyAdds);
        json.WriteStartArray("blocks");
        foreach (var time in profile.Blocks)
        {
            double giga = NetworkProfile.Rate(time.Block.Cost.MultiplyAdds, time.Milliseconds);
            json.WriteStartObject();
            json.WriteString("name", time.Block.Name);
            json.WriteNumber("milliseconds", time.Milliseconds);
            json.WriteNumber("multiplyAdds", time.Block.Cost.MultiplyAdds);
            json.WriteNumber("gigaMultiplyAdds", giga);
            json.WriteNumber("shareOfPeak", giga / profile.PeakGigaMultiplyAdds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string[] Rate(NetworkProfile profile, long multiplyAdds, double milliseconds)
    {
        double giga = NetworkProfile.Rate(multiplyAdds, milliseconds);
        return [Plain.Text($"{giga:F1}"), Plain.Text($"{100 * giga / profile.PeakGigaMultiplyAdds:F0} %")];
    }
}
