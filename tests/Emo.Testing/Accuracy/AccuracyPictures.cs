using System.Collections.Immutable;

namespace Emo.Testing;

/// <summary>The annotated pictures of a folder; of a kind that it lacks there are none.</summary>
internal sealed record AccuracyPictures(ImmutableArray<BoxPicture> Cells, ImmutableArray<MaskPicture> Nuclei)
{
    /// <summary>Reads <c>cells/test</c> and <c>nuclei/test</c>, whichever is there.</summary>
    /// <param name="folder">Has one of them, or both.</param>
    /// <param name="cellClasses">How many classes the boxes of cells may have.</param>
    /// <exception cref="IOException">Neither is there, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">An annotation is broken.</exception>
    public static AccuracyPictures Read(string folder, int cellClasses)
    {
        string cells = Path.Combine(folder, "cells", "test"), nuclei = Path.Combine(folder, "nuclei", "test");
        if (!Directory.Exists(cells) && !Directory.Exists(nuclei))
            throw new DirectoryNotFoundException($"'{folder}' must have a folder cells/test or nuclei/test, and has neither.");
        return new AccuracyPictures(
            Directory.Exists(cells) ? BoxPicture.Read(cells, cellClasses) : [],
            Directory.Exists(nuclei) ? MaskPicture.Read(nuclei) : []);
    }
}
