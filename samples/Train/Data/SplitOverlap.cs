using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>Whether a picture is trained on and held out: the accuracy on it would mean nothing.</summary>
internal static class SplitOverlap
{
    /// <summary>How paths of files are the same: on Windows and macOS whatever the case.</summary>
    public static StringComparer Paths { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <param name="training">The files to train on.</param>
    /// <param name="heldOut">The files held out.</param>
    /// <exception cref="DataSetException">A file is in both.</exception>
    public static void Refuse(IEnumerable<string> training, IEnumerable<string> heldOut)
    {
        var paths = training.Select(Path.GetFullPath).ToHashSet(Paths);
        if (heldOut.FirstOrDefault(path => paths.Contains(Path.GetFullPath(path))) is { } both)
        {
            throw new DataSetException(
                $"{Plain.Path(both)}: the picture is in the split to train on and in the one held out. Each needs pictures of its own.");
        }
    }
}
