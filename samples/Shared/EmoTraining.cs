namespace Emo.Samples;

/// <summary>Where the EMO authors have what they publish of a detector or segmenter.</summary>
/// <param name="Folder">Its folder in <c>resources</c>, which has the training log.</param>
/// <param name="Configuration">The configuration that it was trained with, in the trainer's folder <c>configs</c>.</param>
public sealed record EmoTraining(string Folder, string Configuration);
