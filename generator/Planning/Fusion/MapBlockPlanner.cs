using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// Blocks of necks and of detectors' and segmenters' heads: any graph of convolutions with batch norms and activations, sums, resizes,
/// means and concatenations, that read any maps before them. Every map has a buffer of its own.
/// </summary>
internal sealed class MapBlockPlanner(PlanContext context, LayerReaders readers, LayerMaps maps)
{
    public void Plan(LayerBlock block)
    {
        string buffer = Identifiers.Camel(block.Name);
        var sliced = SlicedConvolution.AllOf(block, readers, maps);
        foreach (var layer in block.Layers.Where(layer => !maps.Contains(layer.Id)))
        {
            if (sliced.FirstOrDefault(candidate => candidate.Convolution == layer) is { } convolution)
                new SlicedConvolutionPlanner(context, readers, maps).Plan(convolution, buffer);
            else if (!sliced.Any(candidate => candidate.Replaces(layer)))
                Plan(layer, buffer);
        }
    }

    private void Plan(Layer layer, string buffer)
    {
        switch (layer)
        {
            case ConvolutionLayer convolution:
                new ConvolutionPlanner(context, readers, maps).Plan(convolution, buffer);
                break;
            case ResizeLayer resize:
                PlanResize(resize, buffer);
                break;
            case GlobalMeanLayer or AdaptiveMeanLayer:
                PlanMean(layer, buffer);
                break;
            case ConcatenateLayer:
                PlanConcatenation(layer, buffer);
                break;
            case AddLayer add:
                PlanAdd(add, buffer);
                break;
            default:
                throw new InvalidOperationException(
                    $"{layer.GetType().Name} '{layer.Name}' of {buffer} is behind no convolution that it could be fused into.");
        }
    }

    private void PlanResize(ResizeLayer resize, string buffer)
    {
        var fused = FusedLayers.Of(resize, readers, maps);
        var target = fused.Sum ?? NewMap(fused.Last, buffer);
        string kind = resize.Kind.ToString().ToLowerInvariant();
        string label = $"{resize.Input} resized to {resize.Output.Height}x{resize.Output.Width}, {kind}";
        context.Add(new ResizeStep(
            fused.Sum is null ? label : label + ", added",
            maps[resize.Inputs[0]],
            target,
            resize.Kind,
            AddToTarget: fused.Sum is not null));
        maps.Add(fused, target);
    }

    private void PlanMean(Layer mean, string buffer)
    {
        var source = maps[mean.Inputs[0]];
        var target = NewMap(mean, buffer);
        context.Add(new AdaptiveMeanStep(
            $"means over {mean.Output.Height}x{mean.Output.Width} cells of the {source.Layout.Height}x{source.Layout.Width} map",
            source,
            target));
        maps.Add(mean, target);
    }

    private void PlanConcatenation(Layer concatenation, string buffer)
    {
        var sources = concatenation.Inputs.Select(input => maps[input]).ToEquatableArray();
        var target = NewMap(concatenation, buffer);
        string label = $"concatenation, {string.Join(" + ", sources.Select(source => source.Layout.Channels))} channels";
        context.Add(new ConcatenateStep(label, sources, target));
        maps.Add(concatenation, target);
    }

    private void PlanAdd(AddLayer add, string buffer)
    {
        var target = NewMap(add, buffer);
        context.Add(new AddStep("sum", maps[add.Inputs[0]], maps[add.Inputs[1]], target));
        maps.Add(add, target);
    }

    private MapView NewMap(Layer layer, string buffer) => maps.New(buffer, layer.Output, readers.Padding(layer));
}
