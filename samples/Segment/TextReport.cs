using System.Globalization;

namespace Emo.Samples.Segment;

/// <summary>The classes of each picture as lines for people.</summary>
internal static class TextReport
{
    public static void Write(TextWriter output, ModelInfo model, bool randomWeights, IReadOnlyList<SegmentedPicture> pictures)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name}: {model.ParameterCount / 1e6:F2} M parameters, {model.MultiplyAdds / 1e9:F2} G multiply-adds, " +
            $"input {model.Preprocessing.InputHeight}x{model.Preprocessing.InputWidth}"));
        if (randomWeights)
            output.WriteLine("Random weights: the classes mean nothing.");
        foreach (var picture in pictures)
        {
            output.WriteLine();
            output.WriteLine($"{picture.Name} ({picture.Width}x{picture.Height}) -> {picture.Annotated}");
            foreach (var share in picture.Classes)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {share.Label,-20} {share.Share * 100,5:F1} %"));
        }
    }
}
