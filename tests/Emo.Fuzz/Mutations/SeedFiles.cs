namespace Emo.Fuzz.Mutations;

/// <summary>Files of tests/data, which the build copies beside the program.</summary>
internal static class SeedFiles
{
    /// <summary>The files in a folder and the folders in it that are not empty and not large, by name.</summary>
    public static IEnumerable<byte[]> Of(string folder, int most) =>
        Directory.EnumerateFiles(TestData.Path(folder), "*", SearchOption.AllDirectories)
            .Where(path => new FileInfo(path).Length is var length && length > 16 && length <= most)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
}
