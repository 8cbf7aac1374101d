using Emo.Codegen.Emission;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Tests.Support;

/// <summary>Which way a plan goes.</summary>
internal static class PlanPaths
{
    /// <summary>All steps, those of strips too.</summary>
    public static IReadOnlyList<Step> AllSteps(this ExecutionPlan plan) =>
        [.. plan.Blocks.SelectMany(block => block.Steps).SelectMany(step => step is StripStep strip ? strip.Steps.Prepend(strip) : [step])];

    public static void AssertTakes(this ExecutionPlan plan, PlanPath path, string what) =>
        Assert.True(Takes(plan.AllSteps(), path), $"{what}: the plan does not take the way {path}. Give the test other sizes.");

    /// <summary>A convolution whose weights are taken tap by tap, because a panel of them does not stay in the cache.</summary>
    public static bool IsLarge(this ConvolutionStep step) =>
        new ConvolutionShape(step.Source.Layout, step.Target.Layout, step.Geometry).IsLarge && !step.AddToTarget;

    /// <summary>A convolution whose taps beside the map meet zero cells instead of being left out.</summary>
    public static bool MeetsZeroCells(this ConvolutionStep step) => step.Source.Layout.Padding >= step.Geometry.Padding;

    private static bool Takes(IReadOnlyList<Step> steps, PlanPath path) => path switch
    {
        PlanPath.Usual => true,
        PlanPath.PanelAndTail => steps.OfType<PointwiseStep>().Any(step => HasPanelAndTail(step.Target.Layout)),
        PlanPath.StripsOverRing =>
            steps.OfType<StripStep>().Any(strip => !strip.IsSingleStrip && strip.Depthwise is { Source.Layout.Storage: RowStorage.Ring }),
        PlanPath.StripsWithoutDepthwise => steps.OfType<StripStep>().Any(strip => !strip.IsSingleStrip && strip.Depthwise is null),
        PlanPath.DividedMap => Grids(steps).Any(grid => !grid.IsPadded && !grid.IsWholeMap),
        PlanPath.PaddedMap => Grids(steps).Any(grid => grid.IsPadded && grid.Rows * grid.Columns > 1),
        PlanPath.WindowBeyondMap => Grids(steps).Any(grid => grid.WindowHeight > grid.MapHeight),
        PlanPath.BlocksOfQueries => steps.OfType<AttentionStep>().Any(step => step.Scratch.Tokens > step.Scratch.QueryBlock),
        PlanPath.WideHeads => steps.OfType<AttentionStep>().Any(step => step.Scratch.HeadWidth > ChannelLayout.Lanes),
        PlanPath.MapAsTokens => Grids(steps).Any() && !steps.OfType<WindowPartitionStep>().Any(),
        PlanPath.GatedWeightsAndMap => steps.OfType<GateWeightsStep>().Any() && steps.OfType<GateMapStep>().Any(),
        PlanPath.GatedWeights => steps.OfType<GateWeightsStep>().Any() && !steps.OfType<GateMapStep>().Any(),
        PlanPath.GatheredTokens => Attentions(steps).Any(step => step.Windows.GathersTokens),
        PlanPath.GatheredBlocksOfQueries => Attentions(steps)
            .Any(step => step.Windows.GathersTokens && step.Scratch.Tokens > step.Scratch.QueryBlock),
        PlanPath.ScatteredTiles => Attentions(steps).Any(step => step.Windows.Cells != step.Windows.Grid.Pattern),
        PlanPath.DoubledAttention => Attentions(steps).Any(step => step.Windows.Result.IsDoubled()),
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "unknown path"),
    };

    private static IEnumerable<WindowGrid> Grids(IEnumerable<Step> steps) =>
        Attentions(steps).Select(step => step.Windows.Grid);

    private static IEnumerable<AttentionStep> Attentions(IEnumerable<Step> steps) => steps.OfType<AttentionStep>();

    private static bool HasPanelAndTail(MapLayout map) =>
        map.CellStride > ChannelLayout.Panel && map.CellStride % ChannelLayout.Panel != 0;
}
