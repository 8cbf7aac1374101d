namespace Emo.Train.Data;

/// <summary>
/// How often each picture comes in an epoch so that rare classes are seen more often: repeat factor sampling (Gupta, Dollar, Girshick,
/// "LVIS", CVPR 2019, section 3.3; mmdetection's <c>ClassBalancedDataset</c>). A class that a share f of the pictures has is repeated
/// sqrt(t / f) times, where t is the share of the commonest class, and a picture as often as its rarest class.
/// </summary>
internal static class RepeatFactors
{
    /// <summary>No picture comes more often: it would be learnt by heart.</summary>
    public const double Most = 4;

    public static double[] Of(DataSet<ClassTruth> data) => Of([.. data.Training.Select(picture => new[] { picture.Truth.ClassIndex })]);

    public static double[] Of(DataSet<BoxTruth> data) =>
        Of([.. data.Training.Select(picture => picture.Truth.Boxes.Select(box => box.ClassIndex).Distinct().ToArray())]);

    private static double[] Of(int[][] classes)
    {
        var pictures = classes.SelectMany(ofPicture => ofPicture).CountBy(index => index).ToDictionary();
        double most = pictures.Values.DefaultIfEmpty(1).Max();
        return [.. classes.Select(Repeats)];

        double Repeats(int[] ofPicture) =>
            Math.Min(Most, Math.Sqrt(ofPicture.Select(index => most / pictures[index]).DefaultIfEmpty(1).Max()));
    }
}
