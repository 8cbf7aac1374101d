namespace Emo.CompilerServices;

/// <summary>The parameters of a checkpoint that fits the model, by the model's own names.</summary>
internal sealed class MatchedStateDict(string model, string checkpoint, Dictionary<string, CheckpointTensor> tensors)
{
    private const int MaxReported = 20;
    private readonly List<string> _notFinite = [];

    /// <summary>The number of elements of a parameter.</summary>
    public int Length(string name) => checked((int)tensors[name].Length);

    /// <summary>Reads a parameter into memory of its own; see <see cref="Read(string, Span{float})"/>.</summary>
    public float[] Read(string name)
    {
        float[] values = new float[Length(name)];
        Read(name, values);
        return values;
    }

    /// <summary>Reads a parameter, and remembers it if a value is NaN or infinite: no prediction could be trusted.</summary>
    public void Read(string name, Span<float> values)
    {
        var tensor = tensors[name];
        tensor.CopyTo(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
                continue;
            _notFinite.Add($"{tensor.Name}[{i}] is {values[i]}");
            return;
        }
    }

    /// <summary>Remembers a running variance that makes the batch norm's square root undefined.</summary>
    public void ReportVariance(string name, int channel, double value) =>
        _notFinite.Add($"{name}[{channel}] is {value:R}, a variance below zero");

    public void ThrowIfNotFinite()
    {
        if (_notFinite.Count == 0)
            return;
        string more = _notFinite.Count > MaxReported ? $"\n  and {_notFinite.Count - MaxReported} more" : "";
        throw new CheckpointException(
            $"'{checkpoint}' cannot be loaded into {model}: {_notFinite.Count} tensor(s) hold values that no prediction can be " +
            "computed from. The training has probably diverged; use an earlier checkpoint.\n  " +
            string.Join("\n  ", _notFinite.Take(MaxReported)) + more);
    }
}
