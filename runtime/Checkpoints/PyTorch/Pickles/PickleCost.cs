namespace Emo.Checkpoints;

/// <summary>What values cost in memory, in bytes, for <see cref="PickleBudget"/>: an estimate from above.</summary>
internal static class PickleCost
{
    private const int Reference = 8;
    private const int Object = 40;
    private const int Array = 24;

    // Lists grow by doubling, and what they leave behind waits for the collector.
    private const int Growth = 3;

    /// <summary>A place in the memo.</summary>
    public const int OfMemo = Growth * Reference;

    /// <summary>A value that is pushed for the first time.</summary>
    public static long Of(PickleValue value) => value switch
    {
        PickleTuple { Items: [] } => Reference,
        PickleTuple { Items: var items } => Object + Array + (Reference * (long)items.Length),
        PickleText { Value: var text } => Object + Array + (2L * text.Length),
        PickleTensor { Shape: var shape } => (3 * Object) + (2 * Array) + (2L * Reference * shape.Length),
        PickleOpaque => Reference,
        PickleInteger { Value: >= 0 and < PickleScalars.SmallIntegers } => Reference,
        PickleInteger => Array + Reference,
        UnreadableTensor { Reason: var reason } => Object + Array + (2L * reason.Length),
        PickleList or PickleDictionary => 3 * Object,
        PickleGlobal => Object,
        PickleObject => 3 * Object,
        _ => Object + Reference,
    };

    /// <summary>A value that is looked into for state dicts.</summary>
    public const int OfPlace = 2 * (Object + Reference);

    /// <summary>A value that is handed to a function.</summary>
    public const int OfHandedOver = Growth * 4 * Reference;

    /// <summary>Items that are added to a list, in the array that the stack gives.</summary>
    public static long OfItems(int count) => Array + ((1L + Growth) * Reference * count);

    /// <summary>Entries that are added to a dict, in the array that the stack gives.</summary>
    public static long OfEntries(int count) => Array + ((1L + Growth) * 2 * Reference * count);

    /// <summary>Elements that are looked at once more: the work on each is counted as a reference.</summary>
    public static long OfLook(int count) => (long)Reference * count;

    /// <summary>A set of the keys of a dict.</summary>
    public static long OfKeys(int count) => (long)Growth * 3 * Reference * count;

    /// <summary>A tensor of a state dict, under a name that is as long.</summary>
    public static long OfTensor(string name) => (4 * Object) + (Growth * 5 * Reference) + Array + (2L * name.Length);
}
