using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// The classifier head. A batch norm commutes with the mean, so it folds into the first linear layer, or into a convolution before the
/// mean; a layer norm does not.
/// </summary>
internal static class ClassifierHeadPlanner
{
    /// <returns>What the last linear layer reads.</returns>
    public static PlanEmbedding Plan(PlanContext context, LayerBlock block, MapView map)
    {
        var cursor = new BlockCursor(block);
        var batchNorm = cursor.TryTake<BatchNormLayer>();
        if (cursor.TryTake<LayerNormLayer>() is { } layerNorm)
            map = Normalize(context, layerNorm, map);
        if (cursor.TryTake<ConvolutionLayer>() is { } convolution)
        {
            map = Convolve(context, convolution, batchNorm, cursor, map);
            batchNorm = null;
        }

        var mean = cursor.Take<GlobalMeanLayer>();

        var means = new MeanPlanner(context, "global mean", map);
        context.Add(means.RowSums);
        int vector = means.Mean();
        context.Place(mean, vector);

        PlanEmbedding? embedding = null;
        var norm = batchNorm is null ? null : BatchNormSource.Of(batchNorm);
        while (cursor.TryTake<LinearLayer>() is { } linear)
        {
            embedding = new PlanEmbedding(vector, linear.Input.Channels, norm);
            int target = context.NewVector(linear.Id == block.Last.Id ? "logits" : "hidden", linear.Output.Channels);
            context.Place(linear, target);
            long weights = context.Pointwise(
                new LinearSource(linear.Name, linear.Output.Channels, linear.Input.Channels, Bias: true, Norm: norm));
            var activation = cursor.TakeActivation();
            context.Add(new LinearStep(
                $"{linear.Name}: linear, {linear.Input.Channels} -> {linear.Output.Channels}",
                vector,
                target,
                linear.Input.Channels,
                linear.Output.Channels,
                activation,
                weights));
            (vector, norm) = (target, null);
        }

        cursor.End();
        context.Add(new VectorOutputStep("logits", vector, block.Last.Output.Channels));
        return embedding ?? throw new InvalidOperationException($"{block.Name}: a classifier ends with a linear layer.");
    }

    private static MapView Convolve(
        PlanContext context, ConvolutionLayer convolution, BatchNormLayer? before, BlockCursor cursor, MapView map)
    {
        var target = context.NewMap("features", convolution.Output);
        context.Place(convolution, target);
        var source = new LinearSource(
            convolution.Name,
            convolution.Output.Channels,
            convolution.Input.Channels,
            convolution.Bias,
            Norm: before is null ? null : BatchNormSource.Of(before),
            OutputNorm: BatchNormSource.Of(cursor.Take<BatchNormLayer>()));
        context.Add(PointwisePlanner.Plan(context, source, map, target, cursor.TakeActivation(), skip: null, gate: null));
        return target;
    }

    private static MapView Normalize(PlanContext context, LayerNormLayer norm, MapView map)
    {
        var normed = context.NewMap("normed", norm.Output);
        context.Place(norm, normed);
        context.Add(new NormalizeStep(norm.Name, map, normed, CellNorm.Of(norm), context.LayerNorm(norm)));
        return normed;
    }
}
