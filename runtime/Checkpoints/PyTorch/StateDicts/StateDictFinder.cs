using System.Globalization;

namespace Emo.Checkpoints;

/// <summary>
/// Finds every dict of tensors and every module in what a pickle describes, from the top level down: one of them is the state dict.
/// </summary>
internal sealed class StateDictFinder(StateDictSearch search)
{
    private const int MaxDepth = 16;
    private const int MaxStateDicts = 20_000;
    private const int MaxKeyLength = 256;

    private readonly Queue<Place> _places = [];
    private readonly HashSet<PickleValue> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PickleValue, StateDictEntries> _entries = new(ReferenceEqualityComparer.Instance);
    private readonly List<Place> _again = [];
    private readonly List<StateDictCandidate> _found = [];

    /// <summary>The dicts in the order of the file, outer ones first; one at least.</summary>
    public IReadOnlyList<StateDictCandidate> Find(PickleValue root)
    {
        _seen.Add(root);
        _places.Enqueue(new Place(root, null, "", StateDictRank.Other, 0));
        while (_places.TryDequeue(out var place))
            Visit(place);

        // One dict may stand under several keys, of which the model's may be a later one.
        foreach (var place in _again)
        {
            if (_entries.TryGetValue(place.Value, out var entries))
                Add(place, entries);
        }

        return _found.Count > 0
            ? _found
            : throw search.File.Error(
                $"it holds no tensors but {root.Kind}; save a state dict: torch.save(model.state_dict(), \"new.pth\")");
    }

    private void Visit(Place place)
    {
        switch (place.Value)
        {
            case PickleDictionary dictionary:
                Visit(place, dictionary, dictionary.Fault);
                break;
            case PickleTuple { Items: var items }:
                VisitItems(place, items);
                break;
            case PickleList { Items: var items }:
                VisitItems(place, items);
                break;
            case PickleObject { IsModule: true } target:
                Add(place, new ModuleStateDict(search).Collect(target));
                break;
            case PickleObject target:
                if (target.State is not null)
                    Visit(place, target.State, $"it is an attribute of {target.Kind}");
                if (target.Items is not null)
                    Visit(place, target.Items, $"it is in {target.Kind}, which is a dict of its own kind");
                break;
            default:
                break;
        }
    }

    private void Visit(Place place, PickleDictionary dictionary, string? fault)
    {
        StateDictEntries entries = new(search);
        entries.AddDictionary(dictionary, fault);
        if (entries.HoldsTensors)
            Add(place, entries);
        bool besideCurrent = dictionary.Find("current_model_state") is not null;
        foreach (var (key, value) in dictionary.Entries)
        {
            if (key is PickleText { Value: var name } && name.Length <= MaxKeyLength)
                Enqueue(place, value, name, StateDictRanks.Of(name, place.Rank, besideCurrent));
            else if (key is PickleInteger { Value: var index })
                Enqueue(place, value, index.ToString(CultureInfo.InvariantCulture), StateDictRanks.Of("", place.Rank, besideCurrent));
        }
    }

    private void VisitItems(Place place, IReadOnlyList<PickleValue> items)
    {
        for (int i = 0; i < items.Count; i++)
            Enqueue(place, items[i], i.ToString(CultureInfo.InvariantCulture), StateDictRanks.Of("", place.Rank, besideCurrent: false));
    }

    private void Enqueue(Place place, PickleValue value, string key, StateDictRank rank)
    {
        bool isContainer = value is PickleDictionary or PickleTuple or PickleList or PickleObject;
        if (!isContainer || place.Depth == MaxDepth)
            return;
        search.Budget.Charge(PickleCost.OfPlace);
        Place inner = new(value, place, key, rank, place.Depth + 1);
        if (_seen.Add(value))
            _places.Enqueue(inner);
        else if (value is PickleDictionary or PickleObject)
            _again.Add(inner);
    }

    private void Add(Place place, StateDictEntries entries)
    {
        if (_found.Count == MaxStateDicts)
            throw search.File.Error($"it has more than {MaxStateDicts} dicts of tensors");
        string? path = place.Path;
        search.Budget.Charge(PickleCost.OfPlace + (sizeof(char) * (path?.Length ?? 0)));
        _found.Add(new StateDictCandidate(path, place.Rank, entries.Tensors, entries.Unreadable));
        _entries.TryAdd(place.Value, entries);
    }

    /// <summary>A value and how it is reached.</summary>
    private sealed record Place(PickleValue Value, Place? Parent, string Key, StateDictRank Rank, int Depth)
    {
        /// <summary>The keys joined by dots; null for the top level.</summary>
        public string? Path => Parent is null ? null : Parent.Path is string path ? $"{path}.{Key}" : Key;
    }
}
