using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Pictures.Peers;

namespace Emo.Benchmarks.Pictures;

/// <summary>One JPEG file on its ways to labels, in turns.</summary>
internal sealed class PhotographContest(PictureCase picture, IReadOnlyList<Network> networks, TurboJpeg? turbo) : IDisposable
{
    private const int WarmUps = 10, LeastRounds = 10;

    private readonly Preprocessing _preprocessing = networks[0].Ours.Info.Preprocessing;
    private readonly PictureWorkspace _workspace = new();
    private readonly PictureWorkspace _scaledWorkspace = new();
    private readonly RgbaPixels _pixels = new(picture.Width, picture.Height);
    private readonly RgbaPixels _scaled =
        SkiaDecoder.ScaledPixels(picture.File, ScaledDecoding.Scale(picture, networks[0].Ours.Info.Preprocessing));

    private readonly SkiaInput _skia = new(networks[0].Ours.Info.Preprocessing);
    private readonly List<(string Name, Action Run)> _contestants = [];

    public PhotographResult Measure(TimeSpan duration)
    {
        var decoded = Picture.Decode(picture.File);
        PictureAgreement.Check(picture, decoded, _pixels, turbo);
        PictureAgreement.CheckInput(picture, decoded, _pixels, _preprocessing, _skia);

        float[] input = new float[_preprocessing.InputLength];
        var allocated = new AllocatedBytes(
            Bytes(() => Picture.Decode(picture.File)),
            Bytes(() => _preprocessing.Apply(picture.File, input, workspace: new PictureWorkspace())),
            Bytes(() => _preprocessing.Apply(picture.File, input, workspace: _workspace)),
            _pixels.Info.BytesSize64);

        byte[] rgb = new byte[decoded.Pixels.Length];
        Add("decode", () => Picture.Decode(picture.File, rgb, options: null, _workspace));
        if (turbo is not null)
            Add("turbo decode", DecodeTurbo);
        Add("skia decode", DecodeSkia);
        Add("input", () => _preprocessing.Apply(decoded, input, _workspace));
        Add("skia input", () => _skia.Apply(_pixels, picture.Orientation, input));
        Add("skia cropped input", () => _skia.ApplyToCrop(_pixels, picture.Orientation, input));
        foreach (var network in networks)
            AddLabels(network);

        var times = Interleaved.Measure(duration, WarmUps, LeastRounds, [.. _contestants.Select(contestant => contestant.Run)])
            .Zip(_contestants).ToDictionary(pair => pair.Second.Name, pair => pair.First);
        Trio Of(string name) => new(times[name], times.GetValueOrDefault($"turbo {name}"), times[$"skia {name}"]);
        return new PhotographResult(
            picture.Name, picture.BitsPerPixel, Of("decode"), times["input"], times["skia input"],
            times["skia cropped input"], allocated,
            [
                .. networks.Select(network => new LabelResult(
                    network.Name, times[$"{network.Name}"], times[$"ort {network.Name}"], Of($"{network.Name} label"), picture.Target,
                    times.GetValueOrDefault($"{network.Name} scaled"), times.GetValueOrDefault($"skia {network.Name} scaled"))),
            ]);
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _scaled.Dispose();
        _skia.Dispose();
    }

    private void AddLabels(Network network)
    {
        var (name, ours, ort) = (network.Name, network.Ours, network.Ort);
        Add(name, ours.Run);
        Add($"ort {name}", ort.Run);
        Add($"{name} label", () =>
        {
            _preprocessing.Apply(picture.File, ours.Input, workspace: _workspace);
            ours.Run();
        });
        if (turbo is not null)
            Add($"turbo {name} label", () => Predict(network, DecodeTurbo));
        Add($"skia {name} label", () => Predict(network, DecodeSkia));
        Add($"{name} scaled", () =>
        {
            _preprocessing.Apply(picture.File, ours.Input, ScaledDecoding.Ours, _scaledWorkspace);
            ours.Run();
        });
        Add($"skia {name} scaled", () =>
        {
            SkiaDecoder.Decode(picture.File, _scaled);
            _skia.Apply(_scaled, picture.Orientation, ort.Input);
            ort.Run();
        });
    }

    private void Predict(Network network, Action decode)
    {
        decode();
        _skia.Apply(_pixels, picture.Orientation, network.Ort.Input);
        network.Ort.Run();
    }

    private void DecodeSkia() => SkiaDecoder.Decode(picture.File, _pixels);

    private unsafe void DecodeTurbo() => turbo!.Decode(picture.File, _pixels.Memory);

    private void Add(string name, Action run) => _contestants.Add((name, run));

    private static long Bytes(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
