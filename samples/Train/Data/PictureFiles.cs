using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>The files of a data set's pictures.</summary>
internal static class PictureFiles
{
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file is meant as a picture: its name ends as those of PNG and JPEG files do, and is not hidden.</summary>
    public static bool IsPicture(string path) =>
        s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>The pictures of a folder, not those of the folders in it, in the order of their names.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsPicture).Order(StringComparer.Ordinal)];

    /// <summary>The folders in a folder but the hidden ones, in the order of their names.</summary>
    public static IReadOnlyList<string> FoldersIn(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>Looks at each picture, with all cores.</summary>
    /// <param name="pictures">The files, each with the file that names it, if one does.</param>
    /// <param name="decode">Whether all pixels are decoded, which finds files that are cut short.</param>
    /// <returns>The sizes, in the order of the files.</returns>
    /// <exception cref="DataSetException">A picture is missing or broken: the first such one.</exception>
    public static (int Width, int Height)[] Measure(IReadOnlyList<(string Path, string? NamedBy)> pictures, bool decode)
    {
        var sizes = new (int, int)[pictures.Count];
        ForEach(pictures.Count, index => sizes[index] = Measure(pictures[index].Path, pictures[index].NamedBy, decode));
        return sizes;
    }

    /// <summary>Does something for each of so many files, with all cores. Of several errors the one of the first file counts.</summary>
    public static void ForEach(int count, Action<int> action)
    {
        var errors = new Exception?[count];
        Parallel.For(0, count, (index, state) =>
        {
            try
            {
                action(index);
            }
            catch (Exception exception) when (exception is IOException or PictureException or UnauthorizedAccessException)
            {
                errors[index] = exception;
                state.Break(); // Those before it are still looked at.
            }
        });
        if (errors.FirstOrDefault(error => error is not null) is { } first)
            throw first as DataSetException ?? new DataSetException(first.Message);
    }

    private static (int Width, int Height) Measure(string path, string? namedBy, bool decode)
    {
        if (!File.Exists(path))
        {
            throw new DataSetException(namedBy is null
                ? $"There is no picture '{Plain.Name(path)}'."
                : $"{Plain.Name(namedBy)}: its picture '{Plain.Name(path)}' is missing.");
        }

        if (!decode)
            return Picture.Identify(path) is var info ? (info.Width, info.Height) : default;
        var picture = Picture.Open(path);
        return (picture.Width, picture.Height);
    }
}
