using System.Globalization;

namespace Emo.Fuzz.Runs;

/// <summary>Writes a reader's valid files into a folder.</summary>
internal static class Export
{
    public static int Run(FuzzOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        byte[][] seeds = AllReaders.Get(options.Readers[0]).Seeds;
        for (int i = 0; i < seeds.Length; i++)
            File.WriteAllBytes(Path.Combine(options.Folder, i.ToString("D3", CultureInfo.InvariantCulture)), seeds[i]);
        Console.WriteLine($"{seeds.Length} files in {options.Folder}");
        return 0;
    }
}
