namespace Emo.CompilerServices;

/// <summary>Finds a model's parameters in a checkpoint, or says everything at once that keeps them from being found.</summary>
internal static class StateDictMatcher
{
    public static MatchedStateDict Match(string model, StateDictDeclaration declaration, Checkpoint checkpoint)
    {
        var comparison = StateDictChoice.Of(model, declaration, checkpoint);
        var unexpected = comparison.FindUnexpected(new LeftOutNames(comparison, checkpoint.Options).Contains);
        return comparison.Missing.Count + comparison.Misfits.Count + comparison.Unreadable.Count + unexpected.Count == 0
            ? new MatchedStateDict(model, checkpoint.Name, comparison.Found)
            : throw new CheckpointException(MisfitMessage.Of(model, checkpoint, comparison, unexpected));
    }
}
