using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>How a state dict fits a model, told by names alone.</summary>
internal sealed class StateDictFit
{
    public StateDictFit(StateDictCandidate candidate, ModelNames model, CheckpointOptions options)
    {
        Names = new StateDictNames(candidate, options);
        if (options.Prefix is string wanted)
        {
            BestPrefix = WrapperNames.Strip(wanted.Length == 0 || wanted.EndsWith('.') ? wanted : wanted + ".");
            Count = model.CountUnder(BestPrefix, Names.Entries);
            Prefixes = Count == model.Count ? [BestPrefix] : [];
            return;
        }

        var votes = new PrefixVotes(model, Names.Entries.Keys);
        (BestPrefix, Count, Prefixes, HasTooManyPrefixes) = (votes.Best, votes.BestCount, votes.Complete, votes.IsIncomplete);
    }

    public StateDictNames Names { get; }

    public StateDictCandidate Candidate => Names.Candidate;

    /// <summary>The prefixes under which all of the model's names are.</summary>
    public IReadOnlyList<string> Prefixes { get; }

    /// <summary>The prefix under which most of the model's names are, or the one that the options name.</summary>
    public string BestPrefix { get; }

    /// <summary>How many of the model's names are under <see cref="BestPrefix"/>.</summary>
    public int Count { get; }

    /// <summary>There may be others than <see cref="Prefixes"/>: only the options can say which one is meant.</summary>
    public bool HasTooManyPrefixes { get; }
}
