namespace Emo.CompilerServices;

/// <summary>The parameters of a checkpoint that fits the model, by the model's own names.</summary>
internal sealed class MatchedStateDict(string model, string checkpoint, Dictionary<string, CheckpointTensor> tensors)
{
    private const int MaxReported = 20;
    private readonly List<string> _notFinite = [];

    /// <summary>Reads a parameter, and remembers it if a value is NaN or infinite: no prediction could be trusted.</summary>
    public float[] Read(string name)
    {
        var tensor = tensors[name];
        float[] values = new float[checked((int)tensor.Length)];
        tensor.CopyTo(values);
        int bad = Array.FindIndex(values, static value => !float.IsFinite(value));
        if (bad >= 0)
            _notFinite.Add($"{tensor.Name}[{bad}] is {values[bad]}");
        return values;
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
