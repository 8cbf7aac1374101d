using System.Text.Json;
using Emo.Samples;
using Emo.Tool;
using Emo.Tool.Terminal;
using TorchSharp;

namespace Emo.Train.Training;

/// <summary>
/// Everything that a training needs to go on as if nothing had happened, in a safetensors file: the network, its moving average, the
/// moments of the optimizer, and how far it is.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class StateFile(string path)
{
    private const string ProgressKey = "progress";
    private const string SettingsKey = "settings";

    public bool Exists => File.Exists(path);

    /// <summary>Whether a checkpoint is a state, whose network stands beside its average and moments.</summary>
    public static bool IsState(Checkpoint checkpoint) =>
        checkpoint.Metadata.ContainsKey(ProgressKey) && checkpoint.Metadata.ContainsKey(SettingsKey);

    /// <summary>The tensors of a state, by name.</summary>
    public static IEnumerable<KeyValuePair<string, torch.Tensor>> Tensors(
        IEnumerable<KeyValuePair<string, torch.Tensor>> network,
        IEnumerable<KeyValuePair<string, torch.Tensor>> average,
        IEnumerable<KeyValuePair<string, torch.Tensor>> moments) =>
        Prefixed("network.", network).Concat(Prefixed("average.", average)).Concat(Prefixed("moments.", moments));

    /// <exception cref="IOException">It cannot be written. The one that was there before is untouched.</exception>
    public void Save(
        IEnumerable<KeyValuePair<string, torch.Tensor>> tensors,
        TrainingProgress progress,
        IEnumerable<KeyValuePair<string, string>> settings)
    {
        using var scope = torch.NewDisposeScope();
        var file = new SafetensorsFile();
        file.Metadata.Add(ProgressKey, JsonSerializer.Serialize(progress));
        file.Metadata.Add(SettingsKey, JsonSerializer.Serialize(settings.ToDictionary(StringComparer.Ordinal)));
        foreach (var (name, tensor) in tensors)
            file.Add(name, tensor.shape, tensor.detach().cpu().contiguous().data<float>().ToArray());
        RunFiles.Write(path, file.Save);
    }

    /// <summary>Takes over a state.</summary>
    /// <param name="tensors">Receive its values.</param>
    /// <param name="settings">Those of this run, which must be those of the state.</param>
    /// <exception cref="ToolException">It is of another run, or no state.</exception>
    /// <exception cref="CheckpointException">It is broken.</exception>
    public TrainingProgress Load(
        IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, IEnumerable<KeyValuePair<string, string>> settings)
    {
        using var state = Checkpoint.Open(path);
        Compare(Read<Dictionary<string, string>>(state, SettingsKey), settings);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in tensors)
        {
            if (!state.Tensors.TryGetValue(name, out var saved) || !saved.Shape.SequenceEqual(tensor.shape))
                throw Error($"it is of another network: it has no tensor '{name}' of {Plain.Shape(tensor.shape)}");
            float[] values = new float[saved.Length];
            saved.CopyTo(values);
            tensor.copy_(torch.tensor(values, tensor.shape));
        }

        return Read<TrainingProgress>(state, ProgressKey);
    }

    private static IEnumerable<KeyValuePair<string, torch.Tensor>> Prefixed(
        string prefix, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors) =>
        tensors.Select(tensor => KeyValuePair.Create(prefix + tensor.Key, tensor.Value));

    private void Compare(Dictionary<string, string> saved, IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (name, value) in settings)
        {
            string before = saved.GetValueOrDefault(name, "not there");
            if (before != value)
                throw Error($"{name} is {Plain.Name(before)} in the run that it is of, and {Plain.Name(value)} now");
        }
    }

    private T Read<T>(Checkpoint state, string key)
    {
        try
        {
            return state.Metadata.TryGetValue(key, out string? json) && JsonSerializer.Deserialize<T>(json) is { } value
                ? value
                : throw Error("it is no state of a training");
        }
        catch (JsonException exception)
        {
            throw Error($"it is no state of a training: {exception.Message}");
        }
    }

    private ToolException Error(string reason) => new($"{Plain.Name(path)} cannot be resumed: {reason}.");
}
