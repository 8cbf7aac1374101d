namespace Emo.CompilerServices;

/// <summary>Which names of a file are other networks' than the one that is loaded, or parts that the model does not run.</summary>
internal sealed class LeftOutNames
{
    /// <summary>
    /// What stands before the names of a backbone within a larger network: all else is that network's own, and no matter of a model
    /// that is a backbone.
    /// </summary>
    private static readonly string[] s_backbones = ["backbone.", "encoder."];

    private readonly StateDictDeclaration _declaration;
    private readonly string _prefix;
    private readonly bool _isAllOutside;
    private readonly List<string> _aliases;

    public LeftOutNames(StateDictComparison comparison, CheckpointOptions options)
    {
        (_declaration, _prefix) = (comparison.Declaration, comparison.Prefix);
        bool isBackbone = _declaration.IgnoredPrefixes.Count > 0 &&
            s_backbones.Any(backbone => ("." + _prefix).EndsWith("." + backbone, StringComparison.Ordinal));
        _isAllOutside = options.Prefix is not null || isBackbone;
        _aliases =
        [
            .. comparison.Fit.Prefixes.Where(
                prefix => prefix != _prefix && new StateDictComparison(_declaration, comparison.Fit, prefix).IsSameAs(comparison)),
        ];
    }

    /// <summary>Whether a name without wrappers is left out.</summary>
    public bool Contains(string name)
    {
        bool isInside = name.StartsWith(_prefix, StringComparison.Ordinal);
        if (!isInside && _isAllOutside)
            return true;
        string rest = isInside ? name[_prefix.Length..] : name;
        return _declaration.IgnoredPrefixes.Any(ignored => rest.StartsWith(ignored, StringComparison.Ordinal)) ||
            _aliases.Exists(alias => IsParameterUnder(alias, name));
    }

    /// <summary>A second name of the same tensor: a module that has the network under two names saves it twice.</summary>
    private bool IsParameterUnder(string alias, string name) =>
        name.StartsWith(alias, StringComparison.Ordinal) && _declaration.Tensors.ContainsKey(name[alias.Length..]);
}
