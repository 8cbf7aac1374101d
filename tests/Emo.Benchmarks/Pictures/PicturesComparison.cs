using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Networks;
using Emo.Benchmarks.Pictures.Peers;
using Emo.Testing;
using SkiaSharp;

namespace Emo.Benchmarks.Pictures;

/// <summary>From photographs to labels, against libjpeg-turbo, Skia and ONNX Runtime, in one process on one core.</summary>
/// <param name="models">The networks.</param>
/// <param name="duration">How long each comparison runs.</param>
/// <param name="isWanted">Which comparisons run, by their name.</param>
/// <param name="progress">Told what runs.</param>
internal sealed class PicturesComparison(
    IReadOnlyList<ModelEntry> models, TimeSpan duration, Func<string, bool> isWanted, Action<string> progress)
{
    private readonly List<string> _notes = [];

    public PicturesResults Run()
    {
        new Cores().Use(1);
        using var turbo = TurboJpeg.Find();
        if (turbo is null)
            Note("libturbojpeg.so.0 was not found (Debian: libturbojpeg0): no comparison with libjpeg-turbo, and SkiaSharp's pictures.");
        var photographs = Photographs(turbo);
        var resizes = Resizes();
        return new PicturesResults(Machine.Current(), _notes, photographs, resizes, Pngs());
    }

    private List<PhotographResult> Photographs(TurboJpeg? turbo)
    {
        (string Name, Func<PictureCase?> Create)[] cases = [.. new PictureCases(turbo, Note).All().Where(c => isWanted(c.Name))];
        var results = new List<PhotographResult>();
        if (cases.Length == 0)
            return results;
        Network[] networks = [.. models.Select(entry => new Network(entry))];
        foreach ((string name, var create) in cases)
        {
            progress(name);
            if (create() is not { } picture)
                continue;
            using var contest = new PhotographContest(picture, networks, turbo);
            results.Add(contest.Measure(duration));
        }

        foreach (var network in networks)
            network.Dispose();
        return results;
    }

    private List<ResizeResult> Resizes()
    {
        const string Name = "resize";
        var results = new List<ResizeResult>();
        if (!isWanted(Name))
            return results;
        var contest = new ResizeContest(duration / 2, Note);
        foreach ((int width, int height) in new[] { (1920, 1280), (4000, 2667) })
        {
            foreach (var interpolation in new[] { Interpolation.Bicubic, Interpolation.Bilinear })
            {
                progress($"{Name} {width}x{height}, {interpolation}");
                results.Add(contest.Measure(width, height, 256, interpolation));
            }
        }

        return results;
    }

    private List<PngResult> Pngs()
    {
        var results = new List<PngResult>();
        (string Name, Func<byte[]> Create)[] files =
        [
            ("chelsea.png", () => File.ReadAllBytes(TestData.Path("pictures", "chelsea.png"))),
            ("coffee.png", () => File.ReadAllBytes(TestData.Path("pictures", "coffee.png"))),
            ("1920x1440.png", () => SkiaDecoder.Encode(TiledPicture.Create(1920, 1440), SKEncodedImageFormat.Png, 100)),
        ];
        foreach ((string name, var create) in files.Where(file => isWanted(file.Name)))
        {
            progress(name);
            byte[] file = create();
            var picture = Picture.Decode(file);
            using var pixels = new RgbaPixels(picture.Width, picture.Height);
            SkiaDecoder.Decode(file, pixels);
            PictureAgreement.CheckPixels(name, picture, pixels, "SkiaSharp");
            byte[] rgb = new byte[picture.Pixels.Length];
            var workspace = new PictureWorkspace();
            var times = Interleaved.Measure(
                duration / 2,
                () => Picture.Decode(file, rgb, options: null, workspace),
                () => SkiaDecoder.Decode(file, pixels));
            results.Add(new PngResult(name, times[0], times[1]));
        }

        return results;
    }

    private void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }
}
