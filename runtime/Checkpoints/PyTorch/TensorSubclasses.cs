namespace Emo.Checkpoints;

/// <summary>What the functions of PyTorch that rebuild tensors give: a tensor, or a reason why it cannot be read.</summary>
internal static class TensorSubclasses
{
    // Attributes that are more than a note on the tensor: setting them changes its elements or what it is.
    private static readonly string[] s_dangerousAttributes = ["data", "real", "imag", "__class__", "__dict__"];

    /// <summary>The tensor; null when the function is not one that rebuilds tensors, or has other arguments.</summary>
    public static PickleValue? Rebuild(
        CheckpointFile file, string tensor, PickleGlobal function, PickleValue[] arguments, PickleBudget budget)
    {
        var value = Interpret(file, tensor, function, arguments, budget);
        if (value is UnreadableTensor unreadable)
            unreadable.Source ??= arguments;
        return value;
    }

    private static PickleValue? Interpret(
        CheckpointFile file, string tensor, PickleGlobal function, PickleValue[] arguments, PickleBudget budget) =>
        function.Meaning switch
        {
            TorchGlobal.RebuildTensorV1 or TorchGlobal.RebuildTensorV2 or TorchGlobal.RebuildTensorV3
                or TorchGlobal.RebuildParameter or TorchGlobal.RebuildParameterWithState =>
                Plain(file, tensor, function, arguments, budget),
            TorchGlobal.RebuildFromType => FromType(file, tensor, arguments, budget),
            TorchGlobal.RebuildWrapper => new UnreadableTensor("it is a tensor subclass that wraps other tensors"),
            TorchGlobal.RebuildOther => new UnreadableTensor(
                $"it is made by {Printable.Quote(function.FullName)}: its elements are not stored as those of a plain tensor are"),
            TorchGlobal.TensorClass => arguments is [PickleTensor or UnreadableTensor, ..] ? arguments[0] : null,
            _ => null,
        };

    private static PickleValue Plain(
        CheckpointFile file, string tensor, PickleGlobal function, PickleValue[] arguments, PickleBudget budget) =>
        function.Meaning switch
        {
            _ when arguments is [UnreadableTensor unreadable, ..] => unreadable,
            _ when arguments is [PickleObject other, ..] => new UnreadableTensor($"it is made of {other.Kind}"),
            TorchGlobal.RebuildTensorV1 when arguments.Length == 4 => TorchTensors.Rebuild(file, tensor, arguments, null),
            TorchGlobal.RebuildTensorV2 when arguments.Length is 6 or 7 =>
                Noted(arguments[5], arguments.AsSpan(6)) ?? TorchTensors.Rebuild(file, tensor, arguments, null),
            TorchGlobal.RebuildTensorV3 when arguments.Length is 7 or 8 && arguments[6] is PickleGlobal dtype =>
                Noted(arguments[5], arguments.AsSpan(7)) ?? TorchTensors.Rebuild(file, tensor, arguments, dtype),
            TorchGlobal.RebuildParameter when arguments is [PickleTensor, _, var hooks] =>
                Noted(hooks, []) ?? arguments[0],
            TorchGlobal.RebuildParameterWithState when arguments is [PickleTensor, _, var hooks, var state] =>
                Noted(hooks, []) ?? WithAttributes(arguments[0], state, budget),
            _ => throw file.Error(tensor, $"it is made by {function.FullName} with other arguments than PyTorch's"),
        };

    // Hooks, and the notes on a conjugated or negated view.
    private static UnreadableTensor? Noted(PickleValue hooks, ReadOnlySpan<PickleValue> metadata) =>
        !IsEmpty(hooks) || (metadata is [var notes] && !IsEmpty(notes))
            ? new UnreadableTensor("it has hooks or is a conjugated or negated view; save it after .detach().clone()")
            : null;

    /// <summary><c>_rebuild_from_type_v2(function, type, arguments, state)</c>.</summary>
    private static PickleValue FromType(CheckpointFile file, string tensor, PickleValue[] arguments, PickleBudget budget)
    {
        if (arguments is not [PickleGlobal function, PickleGlobal type, PickleTuple { Items: var inner }, var state])
            throw file.Error(tensor, "it is made by torch._tensor._rebuild_from_type_v2 with other arguments than PyTorch's");
        if (type.Meaning == TorchGlobal.DistributedTensor)
            return DistributedTensors.Local(inner, state, budget);
        if (type.Meaning != TorchGlobal.TensorClass)
        {
            return new UnreadableTensor(
                $"it is of {Printable.Quote(type.FullName)}, a tensor subclass, whose elements only its own code can tell; " +
                "save the weights as plain tensors, before they are quantised or wrapped");
        }

        bool isPlain = function.Meaning is TorchGlobal.RebuildTensorV1 or TorchGlobal.RebuildTensorV2 or TorchGlobal.RebuildTensorV3
            or TorchGlobal.RebuildParameter;
        return isPlain
            ? WithAttributes(Plain(file, tensor, function, inner, budget), state, budget)
            : new UnreadableTensor($"it is made by {Printable.Quote(function.FullName)}");
    }

    private static PickleValue WithAttributes(PickleValue tensor, PickleValue state, PickleBudget budget)
    {
        foreach (var part in state is PickleTuple { Items: [_, _] and var both } ? both : [state])
        {
            if (part is not PickleDictionary { Entries: var attributes })
            {
                if (part == PickleOpaque.None)
                    continue;
                return new UnreadableTensor($"its attributes are {part.Kind}");
            }

            budget.Charge(PickleCost.OfLook(attributes.Count));
            foreach (var (key, value) in attributes)
            {
                // A function or an object may stand in for a method, detach() for example, with which PyTorch reads the tensor.
                bool isPlain = value is not (PickleGlobal or PickleObject);
                if (!isPlain || key is not PickleText { Value: var name } || s_dangerousAttributes.Contains(name))
                    return new UnreadableTensor($"its attribute {Printable.Quote((key as PickleText)?.Value ?? key.Kind)} would change it");
            }
        }
        return tensor;
    }

    private static bool IsEmpty(PickleValue value) => value == PickleOpaque.None || value is PickleDictionary { Entries.Count: 0 };
}
