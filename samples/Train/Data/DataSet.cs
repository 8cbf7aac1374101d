using System.Collections.Immutable;

namespace Emo.Train.Data;

/// <summary>Annotated pictures: those to train on, and those held out, which training never sees.</summary>
/// <typeparam name="TTruth">
/// What is known of a picture: <see cref="ClassTruth"/>, <see cref="BoxTruth"/> or <see cref="MaskFile"/>.
/// </typeparam>
/// <param name="Labels">The names of the classes, in the order of their indices.</param>
/// <param name="Training">To train on.</param>
/// <param name="HeldOut">To measure the accuracy on.</param>
internal sealed record DataSet<TTruth>(
    ImmutableArray<string> Labels, ImmutableArray<LabelledPicture<TTruth>> Training, ImmutableArray<LabelledPicture<TTruth>> HeldOut)
{
    /// <summary>What whoever trains should know of how the data was read: how it was split, what was left out. A sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A picture of a data set.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Truth">What is known of it.</param>
internal sealed record LabelledPicture<TTruth>(string Path, TTruth Truth);

/// <summary>The class of the whole picture.</summary>
internal sealed record ClassTruth(int ClassIndex);

/// <summary>The objects of a picture: in its pixels, or after augmentation in those of the network's input.</summary>
internal sealed record BoxTruth(ImmutableArray<Emo.Samples.Accuracy.TrueBox> Boxes);

/// <summary>The file with the class of each pixel, of the picture's size.</summary>
internal sealed record MaskFile(string Path)
{
    /// <summary>Whether 255 is class 1, as programs write masks of two classes; otherwise nothing is known where a mask has 255.</summary>
    public bool FullIsForeground { get; init; }
}

/// <summary>The class of each pixel of the network's input, row by row; <see cref="Ignored"/> where nothing is known.</summary>
internal sealed record MaskTruth(byte[] Labels)
{
    public const byte Ignored = 255;
}
