using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>A line for each epoch, and in a terminal one that shows the steps.</summary>
/// <param name="output">Where they go.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLines(ToolOutput output, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private long _shown;
    private bool _isLine;
    private bool _isSilent;

    public void Step(TrainingView view)
    {
        lock (_lock)
            ShowStep(view);
    }

    public void Epoch(TrainingView view, string measure, Accuracy? accuracy)
    {
        var progress = view.Progress;
        var point = progress.Curve[^1];
        string measured = accuracy is null ? "" : $", {measure} {Text(accuracy.Value)}{Parts(accuracy)}, best {Best(progress)}";
        Note(Plain.Text($"{Number(view, point.Epoch)}: loss {point.Loss:F3}{measured}, {Left(view)}"));
    }

    /// <summary>A line in place of the one of the steps. Any thread may write it.</summary>
    public void Note(string line)
    {
        lock (_lock)
        {
            if (_isSilent)
                return;
            ClearStep();
            output.Line(line);
            output.Text.Flush();
        }
    }

    /// <summary>Takes away the line of the steps, so that another one can stand in its place.</summary>
    public void Clear()
    {
        lock (_lock)
            ClearStep();
    }

    /// <summary>Writes nothing any more: the terminal is gone.</summary>
    public void Silence()
    {
        lock (_lock)
            (_isSilent, _isLine) = (true, false);
    }

    private void ClearStep()
    {
        if (_isLine && output.MaxWidth is { } width)
            output.Text.Write('\r' + new string(' ', width - 1) + '\r');
        _isLine = false;
    }

    private void ShowStep(TrainingView view)
    {
        if (_isSilent || output.MaxWidth is not { } width || time.GetElapsedTime(_shown) < s_pause)
            return;
        _shown = time.GetTimestamp();
        var progress = view.Progress;
        string loss = Plain.Text($"{progress.LossSum / progress.StepOfEpoch:F3}");
        string step = Plain.Text($"step {progress.StepOfEpoch} of {view.StepsPerEpoch}");
        string line = $"{Number(view, progress.Epoch + 1)}: {step}, loss {loss}, {Left(view)}";
        output.Text.Write('\r' + Plain.Cut(line, width - 1).PadRight(width - 1));
        output.Text.Flush();
        _isLine = true;
    }

    /// <summary>A time as people say it: <c>12 s</c>, <c>7 min</c>, <c>2 h 5 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 99.5 => Plain.Text($"{seconds:F0} s"),
        < 99.5 * 60 => Plain.Text($"{seconds / 60:F0} min"),
        _ => Plain.Text($"{Math.Floor(Math.Round(seconds / 60) / 60):F0} h {Math.Round(seconds / 60) % 60:F0} min"),
    };

    private static string Number(TrainingView view, int epoch) =>
        view.Epochs is { } epochs ? Plain.Text($"epoch {epoch} of {epochs}") : Plain.Text($"epoch {epoch}");

    private static string Parts(Accuracy accuracy) => accuracy.Parts.Count == 0
        ? ""
        : $" ({string.Join(", ", accuracy.Parts.Select(part => $"{Plain.Name(part.Name)} {Text(part.Value)}"))})";

    private static string Best(TrainingProgress progress) => Plain.Text($"{progress.Best:F3} in epoch {progress.BestEpoch}");

    private static string Left(TrainingView view) => Duration(view.SecondsLeft) + " left";

    private static string Text(double accuracy) => double.IsNaN(accuracy) ? "-" : Plain.Text($"{accuracy:F3}");
}
