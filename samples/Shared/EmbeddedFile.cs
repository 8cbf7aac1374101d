using System.Reflection;

namespace Emo.Samples;

/// <summary>Files inside an assembly.</summary>
public static class EmbeddedFile
{
    /// <exception cref="InvalidOperationException">The assembly has no such file.</exception>
    public static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no resource '{name}'.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
