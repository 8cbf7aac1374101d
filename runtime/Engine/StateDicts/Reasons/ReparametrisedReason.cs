using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// A parameter is not there as such, but as the tensors that PyTorch computes it from. Which ones is told by the names; the user can make
/// the result permanent.
/// </summary>
internal static class ReparametrisedReason
{
    /// <summary>Endings of the tensors in place of <c>weight</c>, what they mean, and the call that makes an end of it.</summary>
    private static readonly (string First, string Second, string Meaning, string Call)[] s_endings =
    [
        ("_orig", "_mask", "it was pruned", "torch.nn.utils.prune.remove(module, \"{0}\")"),
        ("_orig", "_u", "it has a spectral norm", "torch.nn.utils.remove_spectral_norm(module, \"{0}\")"),
        ("_g", "_v", "it has a weight norm", "torch.nn.utils.remove_weight_norm(module, \"{0}\")"),
    ];

    public static string? Of(StateDictComparison comparison)
    {
        foreach (var (name, _) in comparison.Missing)
        {
            int dot = name.LastIndexOf('.') + 1;
            if (Find(comparison, name, comparison.Prefix + name[..dot], name[dot..]) is { } reason)
                return reason;
        }

        return comparison.Missing.Count > 0 ? Adapters(comparison.Fit.Names) : null;
    }

    private static string? Find(StateDictComparison comparison, string name, string module, string parameter)
    {
        var file = comparison.Fit.Names.Entries;
        foreach (var (first, second, meaning, call) in s_endings)
        {
            if (file.TryGetValue(module + parameter + first, out var one) && file.TryGetValue(module + parameter + second, out var other))
            {
                string both = $"{Printable.Quote(one.Name)} and {Printable.Quote(other.Name)} stand";
                return Permanent(both, name, meaning, call.Replace("{0}", parameter, StringComparison.Ordinal));
            }
        }

        string parametrised = $"{module}parametrizations.{parameter}.original";
        if (file.TryGetValue(parametrised, out var original) || file.TryGetValue(parametrised + "0", out original))
        {
            string call = $"torch.nn.utils.parametrize.remove_parametrizations(module, \"{parameter}\")";
            return Permanent($"{Printable.Quote(original.Name)} stands", name, "it is computed from others", call);
        }

        return file.TryGetValue($"{module}base_layer.{parameter}", out var adapted)
            ? $"{Printable.Quote(adapted.Name)} stands in place of {Printable.Quote(name)}: {Merge}"
            : null;
    }

    private static string Permanent(string instead, string name, string meaning, string call) =>
        $"{instead} in place of {Printable.Quote(name)}: {meaning}. Make that permanent before saving: {call}.";

    private const string Merge =
        "adapters (LoRA) were put around the network. Merge them before saving: model = model.merge_and_unload().";

    private static string? Adapters(StateDictNames names)
    {
        var adapter = names.Entries.Values.FirstOrDefault(entry => entry.Name.Contains(".lora_A.", StringComparison.Ordinal));
        return adapter.Name is null ? null : $"{Printable.Quote(adapter.Name)} is no weight of the network: {Merge}";
    }
}
