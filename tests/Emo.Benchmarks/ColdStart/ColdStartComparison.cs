using System.Runtime.CompilerServices;
using Emo.Benchmarks.Compare;
using Emo.Onnx;
using Emo.Testing;
using Google.Protobuf;

namespace Emo.Benchmarks.ColdStart;

/// <summary>The edge sample against a program with ONNX Runtime, both NativeAOT with emo-1m, in turns.</summary>
internal sealed class ColdStartComparison(int runs, FileInfo? edgeWeights, Action<string> progress)
{
    private const string Model = "emo-1m";
    private static readonly string s_root = Root();
    private readonly string _picture = TestData.Path("pictures", "chelsea.png");

    public IReadOnlyList<ColdStartResult> Run()
    {
        string folder = Directory.CreateTempSubdirectory("emo-cold-start-").FullName;
        try
        {
            progress("publishing");
            var edge = AotProgram.Publish(Path.Combine(s_root, "samples", "Edge"), "edge", Path.Combine(folder, "edge"));
            var ort = AotProgram.Publish(
                Path.Combine(s_root, "tests", "Emo.Benchmarks.OrtColdStart"), "ort-cold-start", Path.Combine(folder, "ort"));
            progress("measuring");
            return Measure((edge, EdgeWeights(folder)), (ort, OnnxFile(folder)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IReadOnlyList<ColdStartResult> Measure(params (AotProgram Program, string Weights)[] sides)
    {
        var times = sides.Select(_ => new List<double>()).ToArray();
        long[] peaks = new long[sides.Length];

        // The first round only brings the files into the page cache.
        for (int round = 0; round <= runs; round++)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                double elapsed = ColdProcess.Milliseconds(sides[i].Program.Path, sides[i].Weights, _picture);
                if (round > 0)
                    times[i].Add(elapsed);
                peaks[i] = Math.Max(peaks[i], ColdProcess.PeakBytes(sides[i].Program.Path, sides[i].Weights, _picture));
            }
        }

        return [.. sides.Select((side, i) => new ColdStartResult(
            Path.GetFileName(side.Program.Path), Measurement.Of(times[i]), peaks[i],
            side.Program.ExecutableBytes, side.Program.LibraryBytes, new FileInfo(side.Weights).Length))];
    }

    private string EdgeWeights(string folder)
    {
        if (edgeWeights is not null)
            return edgeWeights.FullName;
        string path = Path.Combine(folder, "emo-1m.emo");
        using var weights = SyntheticWeights.Checkpoint(Model);
        using var network = Emo1M.Load(weights);
        network.SaveWeights(path);
        return path;
    }

    private static string OnnxFile(string folder)
    {
        string path = Path.Combine(folder, "emo-1m.onnx");
        using var weights = SyntheticWeights.Checkpoint(Model);
        File.WriteAllBytes(path, OnnxExporter.Export(SpecGraph.Shipped(Model), weights.Floats).ToByteArray());
        return path;
    }

    /// <summary>The repository: this file is tests/Emo.Benchmarks/ColdStart/ColdStartComparison.cs in it.</summary>
    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
