using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.CompilerServices;
using Emo.Tool.Specs;

namespace Emo.Tool.Inspect;

/// <summary>How a checkpoint fits the network of a spec.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Classes">The number of classes with which it fits or comes near, where it is not the spec's.</param>
/// <param name="Comparison">Names and shapes.</param>
/// <param name="Unexpected">What the file has beyond the network.</param>
internal sealed record NetworkMatch(ModelSpec Spec, int? Classes, StateDictComparison Comparison, IReadOnlyList<FileEntry> Unexpected)
{
    /// <summary>A network of another number of classes differs in the weights and biases of a few layers, one a level at most.</summary>
    private const int MaxLayersOfClasses = 2 * SpecLimits.MaxLevels;

    public string Name => Spec.Name;

    /// <summary>Whether the weights can be loaded.</summary>
    public bool Fits => Comparison.Missing.Count + Comparison.Misfits.Count + Comparison.Unreadable.Count + Unexpected.Count == 0;

    /// <summary>How many tensors the network has.</summary>
    public int Expected => Comparison.Declaration.Parameters.Count();

    /// <summary>How many of them are there, of the right shape.</summary>
    public int Matched => Expected - Comparison.Missing.Count - Comparison.Misfits.Count - Comparison.Unreadable.Count;

    /// <summary>From 0 to 1: of all tensors of network and file, how many are common to both.</summary>
    public double Likeness => (double)Matched / Math.Max(1, Expected + Unexpected.Count);

    /// <summary>The comparison with every shipped spec, the nearest first.</summary>
    /// <exception cref="CheckpointException">Several networks in it fit, and only its owner can choose.</exception>
    public static IReadOnlyList<NetworkMatch> Shipped(Checkpoint checkpoint) =>
    [
        .. ShippedSpecs.Names
            .Select(name => Of(ShippedSpecs.Find(name)!.Spec!, checkpoint))
            .OrderByDescending(match => match.Fits)
            .ThenByDescending(match => match.Likeness),
    ];

    /// <summary>The comparison with a spec, with the number of classes that the file has if that is all that differs.</summary>
    public static NetworkMatch Of(ModelSpec spec, Checkpoint checkpoint)
    {
        var match = Of(spec, classes: null, checkpoint);
        var misfits = match.Comparison.Misfits;
        if (spec.Head is not ClassHeadSpec head || misfits.Count == 0 || misfits.Count > MaxLayersOfClasses)
            return match;
        foreach (int classes in misfits.SelectMany(misfit => Candidates(misfit, head)).Distinct().ToList())
        {
            var other = Of(new SpecOverrides(null, null, classes).Apply(spec), classes, checkpoint);
            if (other.Comparison.Misfits.Count == 0)
                return other;
        }

        return match;
    }

    private static NetworkMatch Of(ModelSpec spec, int? classes, Checkpoint checkpoint)
    {
        var comparison = StateDictChoice.Of(spec.Name, Declarations.Of(GraphBuilder.Build(spec)), checkpoint);
        var unexpected = comparison.FindUnexpected(new LeftOutNames(comparison, checkpoint.Options).Contains);
        return new NetworkMatch(spec, classes, comparison, unexpected);
    }

    /// <summary>A layer has a row for each class, or some for each, or also some for the background.</summary>
    private static IEnumerable<int> Candidates((string Name, DeclaredTensor Declared, CheckpointTensor Tensor) misfit, ClassHeadSpec head)
    {
        if (misfit.Tensor.Shape.Length == 0 || misfit.Declared.Shape.Length == 0)
            return [];
        Int128 rows = misfit.Tensor.Shape[0];
        long declared = misfit.Declared.Shape[0];
        Int128[] classes = [rows, rows * head.Classes / declared, (rows * (head.Classes + 1) / declared) - 1];
        return classes.Where(count => count >= 1 && count <= head.MaxClasses && count != head.Classes).Select(count => (int)count);
    }
}
