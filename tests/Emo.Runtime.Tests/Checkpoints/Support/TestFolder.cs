namespace Emo.Tests.Checkpoints;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Name { get; } = Directory.CreateTempSubdirectory().FullName;

    public string PathOf(string name) => Path.Combine(Name, name);

    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>False where Windows does not let users make links.</summary>
    public bool TryLink(string name, string target)
    {
        try
        {
            File.CreateSymbolicLink(PathOf(name), target);
            return true;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(Name, recursive: true);
}
