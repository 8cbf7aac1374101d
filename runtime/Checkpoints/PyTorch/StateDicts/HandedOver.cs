namespace Emo.Checkpoints;

/// <summary>
/// Dicts and storages that a pickle hands to functions which are not known here. In Python they may have changed them, and the weights
/// would be others than those in the file.
/// </summary>
internal sealed class HandedOver
{
    private readonly Dictionary<PickleValue, PickleObject> _calls = new(ReferenceEqualityComparer.Instance);

    public HandedOver(IEnumerable<PickleObject> unknownCalls, PickleBudget budget)
    {
        Stack<PickleValue> values = [];
        foreach (var call in unknownCalls.Where(Acts))
        {
            values.Push(call.Callable);
            Push(values, call.Arguments);

            // The state of a partial is the function and its arguments.
            if (call.Callable is PickleObject { GivenState: PickleValue state })
                values.Push(state);
            while (values.TryPop(out var value))
            {
                if (value is PickleTensor { Storage: var storage })
                    _calls.TryAdd(storage, call);
                else if (value is PickleTuple or PickleList or PickleDictionary or PickleObject && _calls.TryAdd(value, call))
                    PushInner(values, value);
                budget.Charge(PickleCost.OfHandedOver);
            }
        }
    }

    /// <summary>Why a dict, a module or a storage may hold other values than the file; null when it may not.</summary>
    public string? Reason(PickleValue value) => _calls.TryGetValue(value, out var call)
        ? $"it is handed to {call.Callable.Kind}, which may have changed it in Python"
        : null;

    // To get an attribute changes nothing, unless something is done to the attribute; what a partial would do is done when it is called.
    private static bool Acts(PickleObject call) => (call.Callable as PickleGlobal)?.Meaning switch
    {
        TorchGlobal.GetAttribute => call.GivenState is not null || call.IsAppendedTo || call.Items is not null,
        TorchGlobal.Partial => false,
        _ => true,
    };

    private static void PushInner(Stack<PickleValue> values, PickleValue value)
    {
        switch (value)
        {
            case PickleTuple { Items: var items }:
                Push(values, items);
                break;
            case PickleList { Items: var items }:
                Push(values, items);
                break;
            case PickleDictionary { Entries: var entries }:
                Push(values, entries.Select(entry => entry.Value));
                break;
            case PickleObject { Callable: var callable, Arguments: var arguments }:
                values.Push(callable);
                Push(values, arguments);
                break;
            default:
                break;
        }
    }

    private static void Push(Stack<PickleValue> values, IEnumerable<PickleValue> more)
    {
        foreach (var value in more)
            values.Push(value);
    }
}
