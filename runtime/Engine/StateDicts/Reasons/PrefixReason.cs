using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>The options name a prefix under which the model is not.</summary>
internal static class PrefixReason
{
    public static string? Of(StateDictComparison comparison, CheckpointOptions options)
    {
        if (options.Prefix is null || comparison.Missing.Count <= comparison.Fit.Count)
            return null;
        var votes = new PrefixVotes(new ModelNames(comparison.Declaration), comparison.Fit.Names.Entries.Keys);
        string there = votes.Complete.Count > 0 ? $"; it is under {Printable.List(votes.Complete)}" : "";
        return $"The model is not under the prefix {Printable.Quote(options.Prefix)} that {nameof(CheckpointOptions)} names{there}.";
    }
}
