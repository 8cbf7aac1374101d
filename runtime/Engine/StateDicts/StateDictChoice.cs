using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// Which of a file's dicts of tensors is the model's state dict, and under which prefix: those that fit by names, of these those that
/// fit by shapes if there are any, of these what the model's family prefers, then an average of the weights. Where two are left that
/// differ, only the user knows.
/// </summary>
internal static class StateDictChoice
{
    /// <summary>The state dict of a model, or the one that comes nearest where none fits.</summary>
    public static StateDictComparison Of(string model, StateDictDeclaration declaration, Checkpoint checkpoint)
    {
        var names = new ModelNames(declaration);
        List<StateDictFit> fits = [.. checkpoint.Candidates.Select(candidate => new StateDictFit(candidate, names, checkpoint.Options))];
        List<StateDictComparison> fitting =
            [.. fits.SelectMany(fit => fit.Prefixes.Select(prefix => new StateDictComparison(declaration, fit, prefix)))];
        if (fitting.Count == 0)
        {
            var best = fits.OrderByDescending(fit => fit.Count).ThenBy(fit => Order(declaration, fit)).First();
            return new StateDictComparison(declaration, best, best.BestPrefix);
        }

        if (fitting.Exists(comparison => comparison.Misfits.Count == 0))
            fitting.RemoveAll(comparison => comparison.Misfits.Count > 0);
        int order = fitting.Min(comparison => Order(declaration, comparison.Fit));
        fitting.RemoveAll(comparison => Order(declaration, comparison.Fit) != order);
        var chosen = fitting[0];
        var others = fitting.Where(comparison => comparison != chosen && !comparison.IsSameAs(chosen)).ToList();
        if (others.Count > 0)
            throw Ambiguous(model, checkpoint, [chosen, .. others]);
        if (chosen.Fit.HasTooManyPrefixes)
            throw Error(model, checkpoint, $"More prefixes stand before the model's names than can be tried; {Choose("Prefix")}");
        if (chosen.Fit.Names.Collision is var (first, second))
        {
            throw Error(
                model, checkpoint,
                $"The tensors {Printable.Quote(first)} and {Printable.Quote(second)} have the same name without the wrappers of PyTorch; " +
                "leave one of them out: CheckpointOptions.Ignore");
        }

        return chosen;
    }

    /// <summary>The lowest goes first: what the model's family prefers, then the ranks.</summary>
    private static int Order(StateDictDeclaration declaration, StateDictFit fit) =>
        declaration.PreferredKey is { } key && fit.Candidate.Key == key ? -1 : (int)fit.Candidate.Rank;

    private static CheckpointException Ambiguous(string model, Checkpoint checkpoint, List<StateDictComparison> fitting)
    {
        string[] keys = [.. fitting.Select(comparison => comparison.Fit.Candidate.Key ?? "").Distinct()];
        if (keys.Length > 1)
        {
            return Error(
                model, checkpoint,
                $"{keys.Length} of its dicts of tensors fit the model, and they differ: {Printable.List(keys)}; {Choose("StateDict")}");
        }

        string[] prefixes = [.. fitting.Select(comparison => comparison.Prefix)];
        return Error(
            model, checkpoint,
            $"{prefixes.Length} networks in it fit the model, and they differ: under the prefixes {Printable.List(prefixes)}; " +
            Choose("Prefix"));
    }

    private static string Choose(string option) =>
        $"say which one is meant by CheckpointOptions.{option}: Checkpoint.Open(path, new CheckpointOptions {{ {option} = ... }})";

    private static CheckpointException Error(string model, Checkpoint checkpoint, string reason) =>
        new($"'{checkpoint.Name}' cannot be loaded into {model}. {reason}.");
}
