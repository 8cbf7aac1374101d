namespace Emo.Checkpoints;

/// <summary>
/// Dicts and storages that a pickle hands to functions which are not known here. In Python they may have changed them, and the weights
/// would be others than those in the file.
/// </summary>
internal sealed class HandedOver
{
    private readonly Dictionary<PickleValue, PickleObject> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PickleObject, string> _reasons = new(ReferenceEqualityComparer.Instance);
    private readonly string? _everything;

    public HandedOver(TorchObjects objects, PickleBudget budget)
    {
        _everything = objects.Reaches is string reach ? $"{reach}, which may change any weight in Python" : null;
        Stack<PickleValue> values = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (var call in objects.UnknownCalls.Where(Acts))
        {
            Push(values, call.Arguments, seen, budget);
            while (values.TryPop(out var value))
            {
                budget.Charge(PickleCost.OfHandedOver);
                var marked = value is PickleTensor { Storage: var storage } ? storage : value;
                if (MayChange(marked) && _calls.TryAdd(marked, call))
                    PushInner(values, marked, seen, budget);
            }
        }
    }

    /// <summary>Why a dict, a module or a storage may hold other values than the file; null when it may not.</summary>
    public string? Reason(PickleValue value) => _everything ?? (_calls.TryGetValue(value, out var call)
        ? _reasons.TryGetValue(call, out string? known) ? known : _reasons[call] = Text(call)
        : null);

    private static string Text(PickleObject call) => $"it is handed to {call.Callable.Kind}, which may have changed it in Python";

    private static bool MayChange(PickleValue value) =>
        value is PickleTuple or PickleList or PickleDictionary or PickleObject or PickleStorage or UnreadableTensor;

    // To get an attribute changes nothing, and what a partial would do is done when it is called.
    private static bool Acts(PickleObject call) =>
        call.Callable is PickleGlobal { Meaning: not (TorchGlobal.GetAttribute or TorchGlobal.Partial) };

    // Whoever has an object has all that is in it.
    private static void PushInner(Stack<PickleValue> values, PickleValue value, HashSet<object> seen, PickleBudget budget)
    {
        switch (value)
        {
            case PickleTuple { Items: var items }:
                Push(values, items, seen, budget);
                break;
            case PickleList { Items: var items }:
                Push(values, items, seen, budget);
                break;
            case PickleDictionary { Entries: var entries }:
                budget.Charge(PickleCost.OfEntries(entries.Count));
                foreach (var (key, inner) in entries)
                {
                    values.Push(key);
                    values.Push(inner);
                }
                break;
            case UnreadableTensor { Source: { } source }:
                Push(values, source, seen, budget);
                break;
            case PickleObject target:
                values.Push(target.Callable);
                Push(values, target.Arguments, seen, budget);
                foreach (var part in (PickleValue?[])[target.State, target.GivenState, target.Items])
                {
                    if (part is not null)
                        values.Push(part);
                }
                break;
            default:
                break;
        }
    }

    // Many calls may share one huge tuple of arguments: it is walked once.
    private static void Push(Stack<PickleValue> values, IReadOnlyList<PickleValue> more, HashSet<object> seen, PickleBudget budget)
    {
        if (!seen.Add(more))
            return;
        budget.Charge(PickleCost.OfItems(more.Count));
        foreach (var value in more)
            values.Push(value);
    }
}
