namespace Emo.Fuzz.Runs;

/// <summary>Files in tests/data/fuzz that an earlier run found. They are tried before all others.</summary>
internal static class KeptFiles
{
    public static string[] Paths(string reader)
    {
        string folder = TestData.Path("fuzz", reader);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    public static (string Name, byte[] File) Get(string reader, int index)
    {
        string path = Paths(reader)[index];
        return ($"file {Path.GetFileName(path)}", File.ReadAllBytes(path));
    }
}
