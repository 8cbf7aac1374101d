using System.Runtime.ExceptionServices;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>The files of a data set's pictures.</summary>
internal static class PictureFiles
{
    /// <summary>Behind a size that is right with width and height exchanged.</summary>
    public const string TurnedHint = " If the picture is stored turned (EXIF): it is read upright, so annotate it upright.";

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
    /// <param name="notes">Gets a sentence about pictures that are stored turned, if there are any; null where it does not matter.</param>
    /// <returns>The sizes of the upright pictures, in the order of the files.</returns>
    /// <exception cref="DataSetException">A picture is missing or broken: the first such one.</exception>
    public static (int Width, int Height)[] Measure(
        IReadOnlyList<(string Path, string? NamedBy)> pictures, bool decode, List<string>? notes = null)
    {
        var infos = new PictureInfo[pictures.Count];
        ForEach(pictures.Count, index => infos[index] = Measure(pictures[index].Path, pictures[index].NamedBy, decode));
        int turned = infos.Count(info => info.Orientation != 1);
        if (turned > 0)
        {
            string first = pictures[Array.FindIndex(infos, info => info.Orientation != 1)].Path;
            notes?.Add($"{turned} pictures are stored turned (EXIF), the first {Plain.Path(first)}: boxes and masks are read upright.");
        }

        return [.. infos.Select(info => (info.Width, info.Height))];
    }

    /// <summary>Does something for each of so many files, with all cores. Of several errors the one of the first file counts.</summary>
    public static void ForEach(int count, Action<int> action)
    {
        var errors = new Exception?[count];
        RunAll(count, (index, state) =>
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

    /// <summary>An error that is nobody's file comes as it is, not as one of several.</summary>
    private static void RunAll(int count, Action<int, ParallelLoopState> action)
    {
        try
        {
            Parallel.For(0, count, action);
        }
        catch (AggregateException all)
        {
            if (all.InnerExceptions[0] is OutOfMemoryException)
            {
                throw new DataSetException(
                    "There is not enough memory for as many pictures at once as there are cores: make the largest ones smaller.");
            }

            ExceptionDispatchInfo.Throw(all.InnerExceptions[0]);
        }
    }

    private static PictureInfo Measure(string path, string? namedBy, bool decode)
    {
        if (!File.Exists(path))
        {
            throw new DataSetException(namedBy is null
                ? $"There is no picture '{Plain.Path(path)}'."
                : $"{Plain.Path(namedBy)}: its picture '{Plain.Path(path)}' is missing.");
        }

        if (decode)
            Picture.Open(path);
        return Picture.Identify(path);
    }
}
