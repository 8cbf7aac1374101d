namespace Emo.Samples;

/// <summary>Where annotated pictures go: one file a picture, never two to one name.</summary>
public sealed class OutputFolder
{
    private readonly string _path;
    private readonly string _suffix;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public OutputFolder(string path, string suffix)
    {
        _path = path;
        _suffix = suffix;
        Directory.CreateDirectory(path);
    }

    /// <summary><c>cat.jpg</c> becomes <c>cat.detected.png</c>, the next <c>cat</c> becomes <c>cat-2.detected.png</c>.</summary>
    public string FileFor(string picture)
    {
        string name = Path.GetFileNameWithoutExtension(picture);
        string file = $"{name}.{_suffix}.png";
        for (int i = 2; !_taken.Add(file); i++)
            file = $"{name}-{i}.{_suffix}.png";
        return Path.Combine(_path, file);
    }
}
