using System.Collections.Immutable;

namespace Emo.Train.Data;

/// <summary>How annotated pictures are read.</summary>
internal sealed record DataOptions
{
    /// <summary>The options where nothing else is said.</summary>
    public static DataOptions Default { get; } = new();

    /// <summary>The split to train on: the name of a list in <c>ImageSets/Main</c>, of a JSON file or of a folder.</summary>
    public string? TrainingSplit { get; init; }

    /// <summary>The name of the split that is held out. Without one, and without the usual names, it is a sixth of the pictures.</summary>
    public string? HeldOutSplit { get; init; }

    /// <summary>The spec's label by the name that the data has for it.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = [];

    /// <summary>What 255 is in a mask. Null where nobody said it: a mask that has the value is refused.</summary>
    public Mask255? Mask255 { get; init; }

    /// <summary>Whether each picture is decoded before training starts. Otherwise only headers are read, and masks all the same.</summary>
    public bool DecodeAll { get; init; } = true;

    /// <exception cref="DataSetException">Somebody said what 255 is in masks, and the data has none.</exception>
    public void RefuseMask255()
    {
        if (Mask255 is not null)
            throw new DataSetException("--mask-255 is for segmenters: this data has no masks.");
    }
}

/// <summary>What the value 255 is in a mask.</summary>
internal enum Mask255
{
    /// <summary>Class 1 of two.</summary>
    Foreground,

    /// <summary>Nothing is known there.</summary>
    Ignored,
}
