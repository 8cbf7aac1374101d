using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>A file of quite another network: most of the model's tensors are not there, and nothing explains why.</summary>
internal static class NothingInCommon
{
    private const int Shown = 3;

    public static string? Of(string model, StateDictComparison comparison)
    {
        int found = comparison.Fit.Count;
        if (found >= comparison.Missing.Count)
            return null;
        var names = comparison.Fit.Names.Entries.Values;
        string ours = Printable.List([.. comparison.Declaration.Parameters.Take(Shown).Select(parameter => parameter.Name)]);
        if (!names.Any())
            return $"It holds no tensors; the model's first names are {ours}.";
        string theirs = Printable.List([.. names.Take(Shown).Select(entry => entry.Name)]);
        string shared = found == 0
            ? $"It shares no tensor name with {model}"
            : $"It has only {found} of the model's {comparison.Declaration.Parameters.Count()} tensors";
        return $"{shared}: its first names are {theirs}, the model's {ours}.";
    }
}
