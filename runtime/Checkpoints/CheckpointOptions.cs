namespace Emo;

/// <summary>What to take from a checkpoint file that holds more than one thing.</summary>
public sealed record CheckpointOptions
{
    /// <summary>
    /// The key of the state dict to read from a PyTorch training checkpoint: a top-level key such as <c>net</c> or <c>state_dict</c>, or
    /// keys joined by dots, <c>callbacks.ema.weights</c>; the empty text is the top level itself. When null, loading a model takes the
    /// dict that fits the model; of several, an average of the weights first. Must be null for a safetensors file, which holds
    /// one flat set of tensors.
    /// </summary>
    public string? StateDict { get; init; }

    /// <summary>
    /// What stands before the model's own names, <c>teacher.backbone.</c> for example; tensors without it are left out then. When null,
    /// loading a model finds it; a file in which two prefixes fit the model is an error that lists both. The empty text says that there is
    /// none.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// Tensors that loading a model does not look at, by name as the file writes it, or all that begin with a text that ends in a dot:
    /// <c>auxiliary.</c>. Other tensors that a model does not have are errors.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is set to null, or to names of which one is null.</exception>
    public IReadOnlyList<string> Ignore
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (string name in value)
                ArgumentNullException.ThrowIfNull(name, nameof(value));
            field = [.. value];
        }
    } = [];

    /// <summary>All options in words.</summary>
    public override string ToString() =>
        $"state dict {Text(StateDict)}, prefix {Text(Prefix)}, ignoring {(Ignore.Count == 0 ? "nothing" : string.Join(", ", Ignore))}";

    private static string Text(string? option) => option is null ? "found by the model" : $"'{option}'";
}
