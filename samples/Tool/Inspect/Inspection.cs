using Emo.Checkpoints;
using Emo.Codegen.Specs;
using Emo.CompilerServices;

namespace Emo.Tool.Inspect;

/// <summary>Everything that is known of a checkpoint.</summary>
/// <param name="Checkpoint">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Taken">The state dict that is shown: the one that a model takes if it fits one, else the usual one.</param>
/// <param name="Tensors">The values of its tensors.</param>
/// <param name="Spec">The spec that it was to be compared with; null for all shipped ones.</param>
/// <param name="Matches">These networks, the nearest first; empty if that cannot be told.</param>
/// <param name="Architecture">The family of networks that its names are of, or null.</param>
/// <param name="Oddities">What is odd, a sentence each.</param>
internal sealed record Inspection(
    Checkpoint Checkpoint,
    CheckpointFormat Format,
    StateDictCandidate Taken,
    IReadOnlyList<TensorScan> Tensors,
    ModelSpec? Spec,
    IReadOnlyList<NetworkMatch> Matches,
    Architecture? Architecture,
    IReadOnlyList<string> Oddities)
{
    /// <summary>Less than this in common is nothing.</summary>
    private const double LeastLikeness = 0.02;

    /// <summary>The network that it fits or comes nearest to.</summary>
    public NetworkMatch? Nearest => Matches.Count > 0 && (Spec is not null || Matches[0].Likeness >= LeastLikeness) ? Matches[0] : null;

    public static Inspection Of(Checkpoint checkpoint, CheckpointFormat format, ModelSpec? spec)
    {
        string? ambiguity = null;
        IReadOnlyList<NetworkMatch> matches = [];
        try
        {
            matches = spec is null ? NetworkMatch.Shipped(checkpoint) : [NetworkMatch.Of(spec, checkpoint)];
        }
        catch (CheckpointException exception)
        {
            ambiguity = exception.Message;
        }

        var taken = matches.FirstOrDefault(match => match.Fits)?.Comparison.Fit.Candidate
            ?? checkpoint.Candidates.First(candidate => candidate.Key == checkpoint.StateDict);
        float[] buffer = [];
        var tensors = new List<TensorScan>();
        foreach (var tensor in taken.Tensors.Values)
            tensors.Add(TensorScan.Of(tensor, ref buffer));
        var architecture = Architecture.Find(
            taken.Tensors.Keys, name => taken.Tensors.TryGetValue(name, out var tensor) ? tensor.Shape : null);
        var inspection = new Inspection(checkpoint, format, taken, tensors, spec, matches, architecture, []);
        return inspection with { Oddities = [.. OddThings.Of(inspection, ambiguity)] };
    }
}
