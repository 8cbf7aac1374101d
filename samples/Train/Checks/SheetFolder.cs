using System.Text.RegularExpressions;
using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>The folder for sheets of samples. It is made, and found fit, before any picture is decoded.</summary>
internal sealed partial class SheetFolder
{
    public const string Training = "training";
    public const string HeldOut = "held-out";

    private readonly string _path;

    /// <param name="path">The folder.</param>
    /// <param name="data">The annotated pictures: a folder in which the sheets would be taken for pictures, or a file.</param>
    /// <exception cref="DataSetException">The folder is within the data.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public SheetFolder(string path, string data)
    {
        string inside = Path.GetRelativePath(Path.GetFullPath(data), Path.GetFullPath(path));
        bool isInside = !Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != "..";
        if (isInside && Directory.Exists(data))
        {
            throw new DataSetException(
                $"{Plain.Path(path)}: OUT is within DATA, which would have the sheets among its pictures: give another folder.");
        }

        Directory.CreateDirectory(path);
        _path = path;
    }

    /// <summary>The beginning of the path of a split's sheets.</summary>
    public string Of(string split) => Path.Combine(_path, split);

    /// <summary>Deletes the sheets of an earlier check, of which there may have been more, and nothing else.</summary>
    public void DeleteSheets()
    {
        foreach (string file in Directory.EnumerateFiles(_path, "*.png").Where(file => Sheet().IsMatch(Path.GetFileName(file))).ToList())
            File.Delete(file);
    }

    [GeneratedRegex("^(training|held-out)-[0-9]{1,4}\\.png$")]
    private static partial Regex Sheet();
}
