namespace Emo.Checkpoints;

/// <summary>
/// The state dict of a module that was saved whole, <c>torch.save(model)</c>: parameters, then buffers, then those of the modules in it,
/// as <c>torch.nn.Module.state_dict</c> gives them. The module's own class does not matter and is not known.
/// </summary>
internal sealed class ModuleStateDict(StateDictSearch search)
{
    private const int MaxDepth = 64;

    private static readonly string[] s_methods = ["state_dict", "_save_to_state_dict", "named_parameters", "__class__"];
    private static readonly string[] s_hooks = ["_state_dict_hooks", "_state_dict_pre_hooks"];

    private readonly StateDictEntries _entries = new(search);

    /// <summary>True for the attributes of a module: its three dicts.</summary>
    public static bool HasModuleState(PickleDictionary? state) => state is not null
        && state.Find("_parameters") is PickleDictionary
        && state.Find("_buffers") is PickleDictionary
        && state.Find("_modules") is PickleDictionary;

    public StateDictEntries Collect(PickleObject module)
    {
        Collect(module, "", 0, outerFault: null);
        return _entries;
    }

    private void Collect(PickleObject module, string prefix, int depth, string? outerFault)
    {
        if (depth > MaxDepth || prefix.Length > StateDictEntries.MaxNameLength)
            throw search.File.Error($"its modules lie more than {MaxDepth} deep in each other, or have endless names");
        var state = module.State!;

        // A module may be in several places, and those in it again: a few hundred bytes can describe more than any machine can count.
        search.Budget.Charge(PickleCost.OfPlace + PickleCost.OfKeys(state.Entries.Count) + (sizeof(char) * prefix.Length));

        // Hooks of an outer module see the tensors of the inner ones too.
        string? fault = outerFault ?? search.HandedOver.Reason(module) ?? Fault(state);
        foreach (var (name, value) in Entries(state, "_parameters", ref fault))
            _entries.Add(prefix + name, value, fault);
        var notSaved = NotSaved(state);
        foreach (var (name, value) in Entries(state, "_buffers", ref fault))
        {
            if (!notSaved.Contains(name))
                _entries.Add(prefix + name, value, fault);
        }

        foreach (var (name, value) in Entries(state, "_modules", ref fault))
        {
            if (value is PickleObject { IsModule: true } inner)
                Collect(inner, $"{prefix}{name}.", depth + 1, fault);
            else
                _entries.Add(prefix + name, value, fault);
        }
    }

    private List<(string Name, PickleValue Value)> Entries(PickleDictionary state, string key, ref string? fault)
    {
        var dictionary = (PickleDictionary)state.Find(key)!;
        fault ??= dictionary.Fault ?? search.HandedOver.Reason(dictionary);
        search.Budget.Charge(PickleCost.OfKeys(dictionary.Entries.Count));
        HashSet<string> names = [];
        List<(string, PickleValue)> entries = [];
        foreach (var (name, value) in dictionary.Entries)
        {
            if (name is not PickleText { Value: var text } || !names.Add(text))
                throw search.File.Error($"{key} of a module has a name that occurs twice or is {name.Kind}");
            entries.Add((text, value));
        }
        return entries;
    }

    private HashSet<string> NotSaved(PickleDictionary state)
    {
        if (state.Find("_non_persistent_buffers_set") is not PickleList { Items: var names })
            return [];
        search.Budget.Charge(PickleCost.OfKeys(names.Count));
        return [.. names.OfType<PickleText>().Select(name => name.Value)];
    }

    /// <summary>Why the module's own code may give another state dict than PyTorch's; null where it does not.</summary>
    private static string? Fault(PickleDictionary state)
    {
        if (state.Fault is not null || state.Entries.Any(entry => entry.Key is not PickleText))
            return "its module has attributes that hide others";
        foreach (string method in s_methods)
        {
            if (state.Find(method) is not null)
                return $"its module has a {method} of its own; save model.state_dict()";
        }

        foreach (string hooks in s_hooks)
        {
            bool isHarmless = state.Find(hooks) is not { } value
                || (value is PickleDictionary { Entries: var entries } && entries.All(entry => IsHarmless(entry.Value)));
            if (!isHarmless)
                return "its module has hooks that change the state dict; save model.state_dict()";
        }
        return null;
    }

    // Lightning's modules have one of PyTorch's own hooks, which only looks for parts of distributed tensors.
    private static bool IsHarmless(PickleValue hook) =>
        hook is PickleGlobal { Module: var module }
        && module.StartsWith("torch.distributed._shard.sharded_tensor", StringComparison.Ordinal);
}
