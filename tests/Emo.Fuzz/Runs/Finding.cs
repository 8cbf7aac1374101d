namespace Emo.Fuzz.Runs;

/// <summary>A case that broke a rule.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="Case">How to run it again: a seed or the name of a file.</param>
/// <param name="Kind">What is wrong, the same for all cases of one fault as far as one can tell.</param>
/// <param name="Details">A stack trace, for example.</param>
/// <param name="File">The bytes.</param>
internal sealed record Finding(string Reader, string Case, string Kind, string Details, byte[] File)
{
    /// <summary>Prints the finding, and writes it and the bytes into a folder if there is one.</summary>
    public void Report(string? folder)
    {
        Console.WriteLine($"FOUND reader {Reader}, {Case}, {File.Length} bytes: {Kind}");
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{Reader}-{Case.Replace(' ', '-')}");
        System.IO.File.WriteAllBytes(path + ".bin", File);
        System.IO.File.WriteAllText(path + ".txt", $"--reader {Reader} --{Case}\n{Kind}\n{Details}\n");
    }
}
