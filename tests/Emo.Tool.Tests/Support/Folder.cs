namespace Emo.Tool.Tests.Support;

/// <summary>A folder of a test, which goes with it.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("emo-tool-").FullName;

    public string this[string file] => Path.Combine(_path, file);

    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(this[file], bytes);
        return this[file];
    }

    public string Write(string file, string text)
    {
        File.WriteAllText(this[file], text);
        return this[file];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
