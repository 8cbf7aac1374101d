namespace Emo.Samples;

/// <summary>Where annotated pictures go: one file a picture, never two to one name, and never in the place of a picture.</summary>
public sealed class OutputFolder
{
    private readonly string _path;
    private readonly string _ending;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _pictures;

    /// <param name="path">The folder. It is made where it is missing.</param>
    /// <param name="ending">What the names of its files end in: <c>detected.png</c>.</param>
    /// <param name="pictures">All pictures of this run, which no output may replace.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public OutputFolder(string path, string ending, IEnumerable<PictureSource> pictures)
    {
        _path = path;
        _ending = ending;
        _pictures = new HashSet<string>(
            pictures.Select(picture => picture.File).OfType<string>().Select(Target), StringComparer.OrdinalIgnoreCase);
        Directory.CreateDirectory(path);
    }

    /// <summary><c>cat.jpg</c> becomes <c>cat.detected.png</c>, the next <c>cat</c> becomes <c>cat-2.detected.png</c>.</summary>
    /// <exception cref="IOException">That file is one of the pictures.</exception>
    public string FileFor(string picture)
    {
        string name = Path.GetFileNameWithoutExtension(picture);
        string file = $"{name}.{_ending}";
        for (int i = 2; !_taken.Add(file); i++)
            file = $"{name}-{i}.{_ending}";
        string result = Path.Combine(_path, file);
        if (_pictures.Contains(Target(result)))
        {
            throw new IOException(
                $"'{result}' would be the result of '{picture}', and is a picture itself: name another folder by --output.");
        }

        return result;
    }

    /// <summary>The file that is read or written, also where its name is a link.</summary>
    private static string Target(string file) =>
        File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(file);
}
