namespace Emo.Checkpoints;

/// <summary>Which dicts of tensors a checkpoint offers under its options, and which one is shown where no model decides.</summary>
internal static class StateDictSelection
{
    /// <summary>All of them, or the one that the options name.</summary>
    public static IReadOnlyList<StateDictCandidate> Candidates(
        CheckpointFile file, IReadOnlyList<StateDictCandidate> stateDicts, CheckpointOptions options)
    {
        if (options.StateDict is not string wanted)
            return stateDicts;
        var chosen = stateDicts.FirstOrDefault(candidate => (candidate.Key ?? "") == wanted);
        return chosen is null
            ? throw file.Error(
                $"it has no state dict {Printable.Quote(wanted)}; the dicts of tensors in it are {List(stateDicts)}: " +
                $"choose one with {nameof(CheckpointOptions)}.{nameof(CheckpointOptions.StateDict)}")
            : [chosen];
    }

    /// <summary>The lowest rank; of several the one with most tensors, then the first.</summary>
    public static StateDictCandidate Preferred(IReadOnlyList<StateDictCandidate> candidates) =>
        candidates.OrderBy(candidate => candidate.Rank).ThenByDescending(candidate => candidate.Tensors.Count).First();

    /// <summary>The candidates' keys for a message.</summary>
    public static string List(IEnumerable<StateDictCandidate> candidates) =>
        Printable.List([.. candidates.Select(candidate => candidate.Key ?? "")]);
}
