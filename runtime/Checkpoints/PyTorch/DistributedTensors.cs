namespace Emo.Checkpoints;

/// <summary>
/// The DTensors of FSDP and tensor parallelism: each process saves its part. Where one process has the whole, that is the tensor.
/// </summary>
internal static class DistributedTensors
{
    private const string Advice =
        "save a full state dict: torch.distributed.checkpoint.state_dict.get_model_state_dict(model, " +
        "options=StateDictOptions(full_state_dict=True, cpu_offload=True))";

    /// <summary>The local tensor if it is the whole one.</summary>
    /// <param name="arguments">Of <c>_rebuild_wrapper_subclass</c>: class, dtype, size, stride, ...</param>
    /// <param name="state">The attributes: <c>_local_tensor</c> and <c>_spec</c>; or a tuple of them for <c>__dict__</c> and slots.</param>
    public static PickleValue Local(PickleValue[] arguments, PickleValue state)
    {
        var attributes = state as PickleDictionary ?? (state as PickleTuple)?.Items.OfType<PickleDictionary>().FirstOrDefault();
        if (arguments is not [_, _, PickleTuple { Items: var size }, ..] || attributes is null)
            return new UnreadableTensor($"it is a DTensor that is not made as PyTorch makes it; {Advice}");
        if (attributes.Find("_local_tensor") is not PickleTensor local)
            return new UnreadableTensor($"it is a DTensor whose local tensor cannot be read; {Advice}");
        if (IsPartial(attributes.Find("_spec")))
            return new UnreadableTensor($"it is a DTensor of which every process holds a summand; {Advice}");

        bool whole = size.Length == local.Shape.Length
            && size.Zip(local.Shape).All(pair => pair.First is PickleInteger { Value: var length } && length == pair.Second);
        return whole
            ? local
            : new UnreadableTensor(
                $"it is a DTensor of shape [{Text(size)}], of which this file holds the part [{string.Join(", ", local.Shape)}]; {Advice}");
    }

    // Unless the placements can be read, nobody knows.
    private static bool IsPartial(PickleValue? spec) =>
        (spec as PickleObject)?.State?.Find("placements") is not PickleTuple { Items: var placements }
        || placements.Any(placement => placement is not PickleObject { Callable: PickleGlobal { Name: "Shard" or "Replicate" } });

    private static string Text(PickleValue[] size) =>
        string.Join(", ", size.Select(item => (item as PickleInteger)?.Value.ToString() ?? "?"));
}
