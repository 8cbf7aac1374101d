namespace Emo.CompilerServices;

/// <summary>The parameters of a checkpoint that fits the model, by the model's own names.</summary>
internal sealed class MatchedStateDict(string model, string checkpoint, Dictionary<string, CheckpointTensor> tensors)
    : IParameterSource
{
    private const int MaxReported = 20;

    private readonly List<string> _notFinite = [];
    private readonly List<string> _overflows = [];
    private readonly HashSet<string> _reportedLayers = new(StringComparer.Ordinal);

    /// <summary>The number of elements of a parameter.</summary>
    public int Length(string name) => checked((int)tensors[name].Length);

    /// <summary>Reads a parameter, and remembers it if a value is NaN or infinite: no prediction could be trusted.</summary>
    public void Read(string name, Span<float> values)
    {
        var tensor = tensors[name];
        tensor.CopyTo(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
                continue;
            Report(name, $"{tensor.Name}[{i}] is {values[i]}");
            return;
        }
    }

    /// <summary>Remembers a running variance that makes the batch norm's square root undefined.</summary>
    public void ReportVariance(string name, int channel, double value) =>
        Report(name, $"{tensors[name].Name}[{channel}] is {value:R}, a variance below zero");

    /// <summary>
    /// Remembers a layer of which a packed weight is not finite, unless a parameter of it was not either, which says more.
    /// </summary>
    public void ReportOverflow(PackedLayer layer, long index, float value)
    {
        if (layer.Layers.Any(_reportedLayers.Contains))
            return;
        _overflows.Add(layer.Describe(index, value, NameInFile));
    }

    /// <exception cref="CheckpointException">Something was remembered.</exception>
    public void ThrowIfNotFinite()
    {
        if (_notFinite.Count + _overflows.Count == 0)
            return;
        string message = $"'{checkpoint}' cannot be loaded into {model}: ";
        if (_notFinite.Count > 0)
        {
            message += $"{_notFinite.Count} tensor(s) hold values that no prediction can be computed from. " +
                "The training has probably diverged; use an earlier checkpoint." + Lines(_notFinite);
        }

        if (_overflows.Count > 0)
        {
            message += (_notFinite.Count > 0 ? "\nBeside these, " : "") +
                $"{_overflows.Count} layer(s) have tensors that are finite, but so large that the weights overflow 32-bit floats when " +
                "batch norms and layers are folded into each other, as they are for predictions. The training has probably diverged, " +
                "or the file is damaged; use an earlier checkpoint." + Lines(_overflows);
        }

        throw new CheckpointException(message);
    }

    /// <summary>Entries of a message, each on a line of its own, and how many more there are.</summary>
    internal static string Lines(List<string> entries)
    {
        string more = entries.Count > MaxReported ? $"\n  and {entries.Count - MaxReported} more" : "";
        return "\n  " + string.Join("\n  ", entries.Take(MaxReported)) + more;
    }

    private void Report(string name, string what)
    {
        _notFinite.Add(what);
        _reportedLayers.Add(LayerOf(name));
    }

    private static string LayerOf(string tensor) => tensor[..tensor.LastIndexOf('.')];

    /// <summary>A layer's name as the checkpoint has it, with the prefix of a wrapper. All layers that are packed have a weight.</summary>
    private string NameInFile(string layer) => LayerOf(tensors[layer + ".weight"].Name);
}
