namespace Emo.Files;

/// <summary>
/// Files <c>NAME.(32 hexadecimal digits).tmp</c> beside a file NAME, under which it is written. A process that was killed meanwhile leaves
/// one behind; the next one that writes NAME deletes it.
/// </summary>
internal static class LeftOvers
{
    private const string Suffix = ".tmp";
    private const int Digits = 32;

    /// <summary>Files that somebody writes are locked; this is for file systems that have no locks.</summary>
    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(10);

    /// <summary>A name that nobody else has.</summary>
    public static string NewName(string place) => $"{place}.{Guid.NewGuid():N}{Suffix}";

    /// <summary>Deletes what was left beside a file and that nobody writes any more.</summary>
    public static void Delete(string place)
    {
        try
        {
            string prefix = Path.GetFileName(place) + ".";
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(place)!, $"*{Suffix}"))
            {
                bool isOurs = IsLeftOver(Path.GetFileName(file), prefix) && PlainFile.WhyNot(file) is null;
                if (isOurs && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > s_age)
                    DeleteUnlocked(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is not there or cannot be listed: if that matters, writing the file says so.
        }
    }

    private static bool IsLeftOver(ReadOnlySpan<char> name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && name.Length == prefix.Length + Digits + Suffix.Length
        && Guid.TryParseExact(name.Slice(prefix.Length, Digits), "N", out _);

    private static void DeleteUnlocked(string file)
    {
        try
        {
            using (File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.None))
                File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody writes it, or it belongs to somebody else: it stays.
        }
    }
}
