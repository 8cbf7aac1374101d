using System.Reflection;

namespace Emo.Samples;

/// <summary>Files inside the executable.</summary>
internal static class EmbeddedFile
{
    private const string PicturePrefix = "pictures/";

    public static IEnumerable<string> Pictures =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(PicturePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The executable has no resource '{name}'.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
