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

    /// <summary>
    /// The same pixels after decoding and resizing: one level of 255 is 0.017 of a normalised value. PyTorch's script rounded the mean to
    /// float32 before it subtracted it, mmcv and the runtime do not: two units in the last place of values up to 2.7.
    /// </summary>
    public static void AssertSamePixels(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max(), 0, 5e-7);
    }

    /// <summary>The picture itself.</summary>
    public static string File(string folder, string picture) =>
        Directory.EnumerateFiles(TestData.Path("trained", folder), picture + ".*").Single();
}
