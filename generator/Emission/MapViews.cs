using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The maps that a step mentions, for the comments on buffers.</summary>
internal static class MapViews
{
    public static IEnumerable<MapView> Of(Step step) => step switch
    {
        StemConvolutionStep s => [s.Target],
        PointwiseStep s => [s.Source, s.Target],
        DepthwiseStep s => [s.Source, s.Target],
        ZeroPaddingStep s => [s.Map],
        NormalizeStep s => [s.Source, s.Target],
        WindowPartitionStep s => [s.Source],
        AttentionStep s => [s.Target],
        RowSumsStep s => [s.Source],
        GateMapStep s => [s.Map, s.Skip],
        PlanarOutputStep s => [s.Source],
        ConvolutionStep s => [s.Source, s.Target],
        ResizeStep s => [s.Source, s.Target],
        AdaptiveMeanStep s => [s.Source, s.Target],
        ConcatenateStep s => s.Sources.Append(s.Target),
        AddStep s => [s.First, s.Second, s.Target],
        StripStep { Depthwise: { } depthwise } s => Of(depthwise).Concat(s.Steps.SelectMany(Of)),
        StripStep s => s.Steps.SelectMany(Of),
        _ => [],
    };
}
