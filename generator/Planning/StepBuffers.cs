namespace Emo.Codegen.Planning;

/// <summary>The arena buffers that a step reads or writes.</summary>
internal static class StepBuffers
{
    public static IEnumerable<int> Of(Step step) => step switch
    {
        PadInputStep s => [s.Target],
        StemConvolutionStep s => [s.Source.Target, s.Target.Buffer],
        PointwiseStep s => Of(s),
        LinearStep s => [s.Source, s.Target],
        DepthwiseStep s => [s.Source.Buffer, s.Target.Buffer],
        ZeroPaddingStep s => [s.Map.Buffer],
        NormalizeStep s => [s.Source.Buffer, s.Target.Buffer],
        WindowPartitionStep s => [s.Source.Buffer, s.Target],
        AttentionStep s => [s.QueryKey, s.Value, s.Target.Buffer, s.Scratch],
        RowSumsStep s => [s.Source.Buffer, s.Target],
        MeanStep s => [s.RowSums, s.Target],
        GateWeightsStep s => [s.Gate, s.Target],
        GateMapStep s => [s.Map.Buffer, s.Gate, s.Skip.Buffer],
        PlanarOutputStep s => [s.Source.Buffer],
        VectorOutputStep s => [s.Source],
        ConvolutionStep s => [s.Source.Buffer, s.Target.Buffer],
        ResizeStep s => [s.Source.Buffer, s.Target.Buffer],
        AdaptiveMeanStep s => [s.Source.Buffer, s.Target.Buffer],
        ConcatenateStep s => s.Sources.Select(source => source.Buffer).Append(s.Target.Buffer),
        AddStep s => [s.First.Buffer, s.Second.Buffer, s.Target.Buffer],
        StripStep s => s.Steps.SelectMany(Of),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "unknown step"),
    };

    private static IEnumerable<int> Of(PointwiseStep step)
    {
        yield return step.Source.Buffer;
        yield return step.Target.Buffer;
        if (step.Skip is { } skip)
            yield return skip.Buffer;
        if (step.WeightsBuffer is { } weights)
            yield return weights;
    }
}
