namespace Emo.Checkpoints;

/// <summary>
/// The state dict of a module that was saved whole, <c>torch.save(model)</c>: parameters, then buffers, then those of the modules in it,
/// as <c>torch.nn.Module.state_dict</c> gives them. The module's own class does not matter and is not known.
/// </summary>
internal sealed class ModuleStateDict(StateDictSearch search)
{
    private const int MaxDepth = 64;

    private readonly StateDictEntries _entries = new(search);

    public static bool IsModule(PickleObject target) => target.State is { } state
        && state.Find("_parameters") is PickleDictionary
        && state.Find("_buffers") is PickleDictionary
        && state.Find("_modules") is PickleDictionary;

    public StateDictEntries Collect(PickleObject module)
    {
        Collect(module, "", 0);
        return _entries;
    }

    private void Collect(PickleObject module, string prefix, int depth)
    {
        if (depth > MaxDepth)
            throw search.File.Error($"its modules lie more than {MaxDepth} deep in each other");
        var state = module.State!;

        // A module may be in several places, and those in it again: a few hundred bytes can describe more than any machine can count.
        search.Budget.Charge(PickleCost.OfPlace + PickleCost.OfKeys(state.Entries.Count));
        string? fault = search.HandedOver.Reason(module) ?? HookFault(state);
        foreach (var (name, value) in Entries(state, "_parameters"))
            _entries.Add(prefix + name, value, fault);
        var notSaved = NotSaved(state);
        foreach (var (name, value) in Entries(state, "_buffers"))
        {
            if (!notSaved.Contains(name))
                _entries.Add(prefix + name, value, fault);
        }

        foreach (var (name, value) in Entries(state, "_modules"))
        {
            if (value is PickleObject inner && IsModule(inner))
                Collect(inner, $"{prefix}{name}.", depth + 1);
            else
                _entries.Add(prefix + name, value, fault);
        }
    }

    private IEnumerable<(string Name, PickleValue Value)> Entries(PickleDictionary state, string key)
    {
        var dictionary = (PickleDictionary)state.Find(key)!;
        HashSet<string> names = [];
        foreach (var (name, value) in dictionary.Entries)
        {
            if (name is not PickleText { Value: var text } || !names.Add(text))
                throw search.File.Error($"{key} of a module has a name that occurs twice or is {name.Kind}");
            yield return (text, value);
        }
    }

    private static HashSet<string> NotSaved(PickleDictionary state) =>
        state.Find("_non_persistent_buffers_set") is PickleList { Items: var names }
            ? [.. names.OfType<PickleText>().Select(name => name.Value)]
            : [];

    // Code that changes the state dict behind PyTorch's own.
    private static string? HookFault(PickleDictionary state) =>
        state.Find("_state_dict_hooks") is PickleDictionary { Entries.Count: > 0 }
            ? "its module has hooks that change the state dict; save model.state_dict()"
            : null;
}
