namespace Emo.Testing;

/// <summary>Files in the data folder beside the test assembly.</summary>
internal static class TestData
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);
}
