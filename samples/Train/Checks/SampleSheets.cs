using System.Collections.Immutable;
using System.Globalization;
using Emo.Tool.Terminal;
using Emo.Train.Data;
using SkiaSharp;

namespace Emo.Train.Checks;

/// <summary>Draws samples as the network will see them, a few to a PNG file.</summary>
/// <typeparam name="TFile">The truth of a picture's file.</typeparam>
/// <typeparam name="TTruth">The truth of an input.</typeparam>
/// <param name="preprocessing">The network's.</param>
/// <param name="labels">The names of the classes.</param>
/// <param name="sampler">Makes the samples.</param>
/// <param name="draw">Draws what is true over an input.</param>
/// <param name="say">A line about a truth, to stand behind the picture's name.</param>
internal sealed class SampleSheets<TFile, TTruth>(
    Preprocessing preprocessing,
    ImmutableArray<string> labels,
    ISampler<TFile, TTruth> sampler,
    Action<SKCanvas, float, TTruth> draw,
    Func<TTruth, string> say)
{
    /// <summary>Draws so many samples of pictures in random order, into <c>NAME-1.png</c> and so on.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="options">The seed, and whether samples differ from their pictures.</param>
    /// <param name="count">How many samples.</param>
    /// <param name="path">The files' path and the beginning of their names.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> Save(
        IReadOnlyList<LabelledPicture<TFile>> pictures, SampleLoaderOptions options, int count, string path)
    {
        var order = new EpochOrder([.. Enumerable.Repeat(1.0, pictures.Count)], batchSize: 1, options.Seed);
        int[] places = [.. order.Of(0).Take(count)];
        var sheet = new ContactSheet(labels, preprocessing.InputWidth, preprocessing.InputHeight);
        var files = new List<string>();
        for (int first = 0; first < places.Length; first += ContactSheet.PerSheet)
        {
            var samples = Enumerable.Range(first, Math.Min(ContactSheet.PerSheet, places.Length - first))
                .Select(place => Sample(pictures[places[place]], options.Augment ? order.RandomAt(0, place) : null))
                .ToList();
            string file = string.Create(CultureInfo.InvariantCulture, $"{path}-{files.Count + 1}.png");
            sheet.Save(samples, file);
            files.Add(file);
        }

        return files;
    }

    private (string Text, Action<SKCanvas, float> Draw) Sample(LabelledPicture<TFile> picture, Random? random)
    {
        float[] input = new float[preprocessing.InputLength];
        var truth = sampler.Sample(picture, random, input);
        string text = $"{Plain.Cut(Path.GetFileName(picture.Path), 40)} {say(truth)}".TrimEnd();
        return (text, Draw);

        void Draw(SKCanvas canvas, float scale)
        {
            SampleDrawing.Draw(canvas, scale, InputPicture.Of(preprocessing, input));
            draw(canvas, scale, truth);
        }
    }
}
