using Emo.Benchmarks.Networks;
using Emo.Onnx;
using Emo.Samples.Profiling;

namespace Emo.Benchmarks.Compare;

/// <summary>Generated classes against ONNX Runtime in one process, in turns.</summary>
internal sealed class Comparison(IReadOnlyList<ModelEntry> models, TimeSpan duration, DirectoryInfo? otherExports, Action<string> progress)
{
    private readonly Cores _cores = new();

    public CompareResults Run()
    {
        _cores.Use(1);
        var oneThread = models.Select(OneThread).ToList();
        double peak = oneThread.Max(measured => FmaPeak.MultiplyAdds / measured.Peak.Fastest / 1e6);
        var inputSizes = InputSizes();
        var twoThreads = _cores.Count > 1 ? models.Select(TwoThreads).ToList() : [];
        return new CompareResults(
            Machine.Current(),
            peak,
            [.. oneThread.Select(measured => measured.Result with { Share = measured.Result.GigaMultiplyAdds / peak })],
            twoThreads,
            inputSizes);
    }

    private (ModelResult Result, Measurement Peak) OneThread(ModelEntry entry)
    {
        progress($"{entry.Name}, one core");
        using var ours = new OurNetwork(entry);
        using var ort = entry.LoadOrt(threads: 1);
        using var other = OtherExport(entry);
        var times = other is null
            ? Interleaved.Measure(duration, ours.Run, ort.Run, FmaPeak.Run)
            : Interleaved.Measure(duration, ours.Run, ort.Run, FmaPeak.Run, other.Run);
        Agreement.Check(entry, ours, ort);
        return (new ModelResult(entry.Name, ours.Info.MultiplyAdds, times[0], times[1], times.ElementAtOrDefault(3), Share: 0), times[2]);
    }

    private OrtNetwork? OtherExport(ModelEntry entry)
    {
        string? file = otherExports is null ? null : Path.Combine(otherExports.FullName, entry.Name + ".onnx");
        if (file is null || !File.Exists(file))
            return null;
        var network = new OrtNetwork(File.ReadAllBytes(file));
        entry.Input().CopyTo(network.Input, 0);
        return network;
    }

    private InputSizeResult InputSizes()
    {
        progress("emo-1m at 448x448");
        var entry = ModelEntry.ByName(ModelEntry.Large.Name);
        using var small = new OurNetwork(entry);
        using var large = new OurNetwork(ModelEntry.Large);
        using var ort = ModelEntry.Large.LoadOrt(threads: 1);
        var times = Interleaved.Measure(duration, small.Run, large.Run, ort.Run);
        return new InputSizeResult(times[0], times[1], times[2], (double)large.Info.MultiplyAdds / small.Info.MultiplyAdds);
    }

    private TwoThreadResult TwoThreads(ModelEntry entry)
    {
        progress($"{entry.Name}, two cores");
        _cores.Use(2);
        var distance = new CoreDistance(_cores);
        double before = distance.Measure();
        Measurement[] ours;
        using (var one = new OurNetwork(entry))
        using (var two = new OurNetwork(entry, threads: 2))
            ours = Interleaved.Measure(duration, one.Run, two.Run);

        double after = distance.Measure();

        // Not in turns with ours: the threads of ONNX Runtime go on spinning after a run and would hold the second core.
        using var ort = entry.LoadOrt(threads: 2);
        return new TwoThreadResult(entry.Name, ours[0], ours[1], Interleaved.Measure(duration, ort.Run)[0], before, after);
    }
}
