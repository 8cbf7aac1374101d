namespace Emo.Samples;

/// <summary>Where annotated pictures go: one file a picture, never two to one name.</summary>
public sealed class OutputFolder
{
    private readonly string _path;
    private readonly string _ending;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="path">The folder. It is made where it is missing.</param>
    /// <param name="ending">What the names of its files end in: <c>detected.png</c>.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public OutputFolder(string path, string ending)
    {
        _path = path;
        _ending = ending;
        Directory.CreateDirectory(path);
    }

    /// <summary><c>cat.jpg</c> becomes <c>cat.detected.png</c>, the next <c>cat</c> becomes <c>cat-2.detected.png</c>.</summary>
    public string FileFor(string picture)
    {
        string name = Path.GetFileNameWithoutExtension(picture);
        string file = $"{name}.{_ending}";
        for (int i = 2; !_taken.Add(file); i++)
            file = $"{name}-{i}.{_ending}";
        return Path.Combine(_path, file);
    }
}
