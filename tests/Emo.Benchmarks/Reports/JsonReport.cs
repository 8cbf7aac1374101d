using System.Text.Json;

namespace Emo.Benchmarks.Reports;

/// <summary>Results as one JSON document on the standard output, for machines.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static void Write<T>(T results) => Console.WriteLine(JsonSerializer.Serialize(results, s_options));
}
