namespace Emo.CompilerServices;

/// <summary>A file of another kind or size of network than the model: a detector's for a classifier, for example.</summary>
internal static class ArchitectureReason
{
    public static string? Of(string model, StateDictComparison comparison)
    {
        var file = comparison.Fit.Names.Entries;
        var declared = comparison.Declaration.Tensors;
        var theirs = Architecture.Find(file.Keys, name => file.TryGetValue(name, out var entry) ? entry.Tensor?.Shape : null);
        var ours = Architecture.Find(declared.Keys, name => declared.TryGetValue(name, out var tensor) ? tensor.Shape : null);
        if (theirs is null || ours is null || theirs.IsLike(ours))
            return null;
        string what = theirs.ToString();
        string self = ours.ToString();
        return what == self
            ? null
            : $"It looks like {what}.{(self == model ? "" : $" The model is {self}.")}";
    }
}
