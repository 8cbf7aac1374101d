namespace Emo.Downstream.Tests.Support;

/// <summary>
/// Results of the networks that were trained for this project: computed by PyTorch in double precision, for pictures that no network was
/// trained on. <c>tests/data/trained/README.md</c> says what is in a file; more files in the folder are more cases.
/// </summary>
internal static class TrainedGoldens
{
    private const string Prefix = "golden-";

    /// <summary>Of what the largest value of a map is: float32 alone costs up to 2e-6.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>The pictures' names, without folder and ending.</summary>
    public static TheoryData<string> Pictures(string folder) =>
    [
        .. Directory.EnumerateFiles(TestData.Path("trained", folder), Prefix + "*.safetensors")
            .Select(path => Path.GetFileNameWithoutExtension(path)[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    public static GoldenFile Of(string folder, string picture) => new("trained", folder, $"{Prefix}{picture}.safetensors");

    /// <summary>The picture itself.</summary>
    public static string File(string folder, string picture) =>
        Directory.EnumerateFiles(TestData.Path("trained", folder), picture + ".*").Single();
}
