using System.Text.Json;
using Emo.Samples;
using Emo.Tool.Models;
using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Training;

/// <summary>Measures with the generated class, keeps the best weights, draws the curve, saves the state.</summary>
/// <param name="compiled">The generated class.</param>
/// <param name="meter">What is measured.</param>
/// <param name="labels">The names of the classes, for the weights.</param>
/// <param name="files">Where it writes.</param>
/// <param name="lines">What it says.</param>
/// <param name="threads">How many pictures are measured at once.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingRecord(
    CompiledNetwork compiled,
    IAccuracyMeter meter,
    IReadOnlyList<string> labels,
    RunFiles files,
    ProgressLines lines,
    int threads,
    TimeProvider time) : ITrainingRecord
{
    /// <summary>A state may be large, and epochs short.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    /// <summary>What a power cut takes at most, and epochs may be long.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private Accuracy? _accuracy;
    private long _saved = time.GetTimestamp();

    public void Step(TrainingView view, Action<StateFile> save)
    {
        SaveAfter(s_longest, save);
        lines.Step(view);
    }

    public double? Measure(TorchNetwork average, Action<StateFile> save)
    {
        SaveAfter(s_shortest, save);
        if (meter.Pictures == 0)
            return null;
        using var scope = torch.NewDisposeScope();
        using var checkpoint = Checkpoint.Open(average.ToSafetensors().ToArray(), "the moving average");
        using var network = compiled.Load(checkpoint);
        _accuracy = meter.Measure(network.Model, threads);
        return double.IsNaN(_accuracy.Value) ? null : _accuracy.Value;
    }

    public void Epoch(TrainingView view, TorchNetwork average, bool isBest, Action<StateFile> save)
    {
        using var scope = torch.NewDisposeScope();
        if (isBest)
            RunFiles.Write(files.Weights, Described(average).Save);
        RunFiles.WriteText(files.Table, CurveTable.Text(view.Progress.Curve));
        RunFiles.WriteText(files.Chart, CurveChart.Text(view.Progress.Curve, meter.Name));
        SaveAfter(s_shortest, save);
        lines.Epoch(view, meter.Name, _accuracy);
    }

    private void SaveAfter(TimeSpan pause, Action<StateFile> save)
    {
        if (time.GetElapsedTime(_saved) < pause)
            return;
        save(new StateFile(files.State));
        _saved = time.GetTimestamp();
    }

    /// <summary>The weights with the names of the classes, as the checkpoint reader takes them.</summary>
    private SafetensorsFile Described(TorchNetwork average)
    {
        var file = average.ToSafetensors();
        file.Metadata.Add("classes", JsonSerializer.Serialize(labels));
        return file;
    }
}
