using System.Collections.Immutable;
using Emo.Codegen;
using Emo.Codegen.Specs;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>Which class of the spec a name in the data is.</summary>
internal sealed class LabelMatcher
{
    private readonly Dictionary<string, int> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableDictionary<string, string> _names;

    private LabelMatcher(ImmutableArray<string> labels, ImmutableDictionary<string, string> names)
    {
        Labels = labels;
        _names = names;
        for (int i = 0; i < labels.Length; i++)
            _classes.TryAdd(labels[i], i);
    }

    /// <summary>The names of the classes: the spec's, or else the data's.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <param name="spec">The spec, whose labels are the classes if it has any.</param>
    /// <param name="head">Its head.</param>
    /// <param name="found">The names that the data has, in its order; asked for only where the spec has no labels.</param>
    /// <param name="source">What has these names, for messages.</param>
    /// <param name="options">What the data's names stand for.</param>
    /// <exception cref="DataSetException">The spec has no labels, and another number of classes than the data.</exception>
    public static LabelMatcher Create(
        ModelSpec spec, ClassHeadSpec head, Func<IReadOnlyList<string>> found, string source, DataOptions options)
    {
        var mapped = options.Names.WithComparers(StringComparer.OrdinalIgnoreCase);
        if (head.Labels.Count > 0)
        {
            foreach (var (name, label) in options.Names.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (!head.Labels.Contains(label, StringComparer.OrdinalIgnoreCase))
                {
                    throw new DataSetException(
                        $"--map {Plain.Name(name)}={Plain.Name(label)}: the spec '{spec.Name}' has no label '{Plain.Name(label)}'. " +
                        $"It has {List(head.Labels)}.");
                }
            }

            return new LabelMatcher([.. head.Labels], mapped);
        }

        ImmutableArray<string> names =
            [.. found().Select(name => mapped.GetValueOrDefault(name, name)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Length == head.Classes)
            return new LabelMatcher(names, mapped);
        throw new DataSetException(
            $"{source}: it has {names.Length} classes ({List(names)}), and the spec '{spec.Name}' has {head.Classes}. " +
            "Set the head's 'classes', and its 'labels', which say the order.");
    }

    /// <exception cref="DataSetException">The class is unknown.</exception>
    public int IndexOf(string name, string file)
    {
        if (_classes.TryGetValue(_names.GetValueOrDefault(name, name), out int index))
            return index;
        string hint = NearestName.Find(name, Labels) is { } nearest ? $" Did you mean '{Plain.Name(nearest)}'?" : "";
        throw new DataSetException(
            $"{Plain.Path(file)}: the class '{Plain.Name(name)}' is not among the spec's labels ({List(Labels)}). " +
            $"--map \"{Plain.Name(name)}=LABEL\" says which of them it is.{hint}");
    }

    private static string List(IEnumerable<string> names)
    {
        const int Most = 10;
        string[] all = [.. names.Select(name => Plain.Cut(name, 60))];
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? $" and {all.Length - Most} more" : "");
    }
}
