namespace Emo.Samples.Segment;

/// <summary>A class that is present.</summary>
/// <param name="Index">The class.</param>
/// <param name="Label">Its name.</param>
/// <param name="Pixels">How many pixels it covers.</param>
/// <param name="Share">The part of the picture that it covers, 0 to 1.</param>
internal readonly record struct ClassShare(int Index, string Label, int Pixels, double Share)
{
    /// <summary>The classes that cover more than a part of the picture.</summary>
    public static IReadOnlyList<ClassShare> Of(ISegmenter model, ReadOnlySpan<byte> labels, double threshold)
    {
        int[] pixels = new int[model.ClassCount];
        foreach (byte label in labels)
            pixels[label]++;
        double all = labels.Length;
        return
        [
            .. Enumerable.Range(0, pixels.Length)
                .Select(index => new ClassShare(index, model.Info.LabelOf(index), pixels[index], pixels[index] / all))
                .Where(share => share.Pixels > 0 && share.Share > threshold)
                .OrderByDescending(share => share.Pixels),
        ];
    }
}
