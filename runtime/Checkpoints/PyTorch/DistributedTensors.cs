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
    /// <param name="budget">What the work on them is counted in.</param>
    public static PickleValue Local(PickleValue[] arguments, PickleValue state, PickleBudget budget)
    {
        // A class with slots has its attributes in the second dict.
        var parts = state is PickleTuple { Items: [_, _] and var both } ? both : [state];
        budget.Charge(parts.OfType<PickleDictionary>().Sum(part => PickleCost.OfLook(part.Entries.Count)));
        if (arguments is not [_, _, PickleTuple { Items: { Length: <= TensorLayout.MaxRank } size }, ..])
            return new UnreadableTensor($"it is a DTensor that is not made as PyTorch makes it; {Advice}");
        if (Find(parts, "_local_tensor") is not PickleTensor local || parts.OfType<PickleDictionary>().Any(part => part.Fault is not null))
            return new UnreadableTensor($"it is a DTensor whose local tensor cannot be read; {Advice}");
        if (IsPartial(Find(parts, "_spec")))
            return new UnreadableTensor($"it is a DTensor of which every process holds a summand; {Advice}");

        bool whole = size.Length == local.Shape.Length
            && size.Zip(local.Shape).All(pair => pair.First is PickleInteger { Value: var length } && length == pair.Second);
        return whole
            ? local
            : new UnreadableTensor(
                $"it is a DTensor of shape [{Text(size)}], of which this file holds the part [{string.Join(", ", local.Shape)}]; {Advice}");
    }

    // The only one of the dicts that has it.
    private static PickleValue? Find(PickleValue[] parts, string name)
    {
        var values = parts.OfType<PickleDictionary>().Select(part => part.Find(name)).OfType<PickleValue>().ToArray();
        return values.Length == 1 ? values[0] : null;
    }

    // Unless the placements can be read, nobody knows.
    private static bool IsPartial(PickleValue? spec) =>
        (spec as PickleObject)?.State?.Find("placements") is not PickleTuple { Items: { Length: <= TensorLayout.MaxRank } placements }
        || placements.Any(
            placement => placement is not PickleObject { Callable: PickleGlobal { Name: "Shard" or "Replicate" or "_StridedShard" } });

    private static string Text(PickleValue[] size) =>
        string.Join(", ", size.Select(item => (item as PickleInteger)?.Value.ToString() ?? "?"));
}
