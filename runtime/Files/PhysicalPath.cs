namespace Emo.Files;

/// <summary>Where a path leads when all links in it are followed.</summary>
internal static class PhysicalPath
{
    private const int MostLinks = 40; // Linux's limit

    /// <summary>
    /// The path without links. Its end need not exist: a link that leads to nothing is followed to the place where that would be. A link's
    /// <c>..</c> is the parent of the folder in which the link really lies, which <see cref="FileSystemInfo.ResolveLinkTarget"/> would get
    /// wrong behind a link to a folder.
    /// </summary>
    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;

        var rest = new Stack<string>(Parts(full));
        string place = "/";
        int links = 0;
        while (rest.TryPop(out string? part))
        {
            if (part == "..")
            {
                place = Path.GetDirectoryName(place) ?? "/";
                continue;
            }

            string next = Path.Join(place, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException($"'{path}' leads through more than {MostLinks} links: they go round in circles.");
            if (Path.IsPathRooted(target))
                place = "/";
            foreach (string step in Parts(target))
                rest.Push(step);
        }

        return place;
    }

    /// <summary>The names in a path, the last one first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
