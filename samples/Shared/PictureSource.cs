using System.Reflection;

namespace Emo.Samples;

/// <summary>A picture to look at: a file, or one inside the executable.</summary>
/// <param name="Name">The file as it was given, or the name of the one inside.</param>
/// <param name="Open">Decodes it.</param>
/// <param name="File">The file; null: it is inside the executable.</param>
public sealed record PictureSource(string Name, Func<Picture> Open, string? File = null)
{
    private const string EmbeddedPrefix = "pictures/";

    private static readonly Assembly s_assembly = typeof(PictureSource).Assembly;
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>
    /// The embedded pictures when no path is given; for a folder, the pictures in it, but no
    /// <see cref="ResultFiles"/>: those are taken by their own names only.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="pictures">The assembly that has the embedded pictures: this one, unless it is given.</param>
    /// <exception cref="FileNotFoundException">A path does not exist, or a folder has no picture.</exception>
    public static IReadOnlyList<PictureSource> Find(IReadOnlyCollection<string> paths, Assembly? pictures = null)
    {
        if (paths.Count == 0)
            return [.. EmbeddedPictures(pictures ?? s_assembly)];
        return [.. paths.SelectMany(Files).Select(path => new PictureSource(path, () => Picture.Open(path), path))];
    }

    private static IEnumerable<PictureSource> EmbeddedPictures(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(EmbeddedPrefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new PictureSource(Path.GetFileName(name), () => Picture.Decode(EmbeddedFile.Read(assembly, name))));

    private static IEnumerable<string> Files(string path)
    {
        if (System.IO.File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        string[] all = [.. Directory.EnumerateFiles(path).Where(IsPicture).Order(StringComparer.Ordinal)];
        string[] files = Array.FindAll(all, static file => !ResultFiles.IsOne(file));
        if (files.Length > 0)
            return files;
        string others = all.Length == 0
            ? ""
            : $" but results and masks, which are taken by their own names only: {Path.GetFileName(all[0])}";
        throw new FileNotFoundException($"The folder '{path}' has no PNG or JPEG file{others}.");
    }

    private static bool IsPicture(string path) => s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
