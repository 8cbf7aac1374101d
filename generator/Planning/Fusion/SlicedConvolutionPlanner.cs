using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A convolution in slices of its inputs: those of smaller maps first, whose results are resized into the target, then those of maps that
/// have its size, added in place. The last is the first map that has the size: it has the bias and the activation.
/// </summary>
internal sealed class SlicedConvolutionPlanner(PlanContext context, LayerReaders readers, LayerMaps maps)
{
    public void Plan(SlicedConvolution sliced, string buffer)
    {
        var fused = FusedLayers.Of(sliced.Convolution, readers, maps);
        var target = maps.New(buffer, sliced.Convolution.Output, readers.Padding(fused.Last));
        var last = sliced.Parts.First(part => part.Resize is null);

        // The weights lie in the order of the channels, whatever the sizes of the maps are.
        var slices = sliced.Parts
            .Select(part => Slice(sliced.Convolution, fused, part, part == last))
            .OrderBy(slice => slice.Part == last)
            .ThenBy(slice => slice.Part.Resize is null)
            .ToList();
        for (int i = 0; i < slices.Count; i++)
        {
            bool isLast = i == slices.Count - 1;
            if (slices[i].Part.Resize is { } resize)
                AddResized(slices[i], resize, target, addToTarget: i > 0);
            else
                Add(slices[i], target, isLast ? fused.Activation : ActivationKind.None, addToTarget: i > 0);
        }

        maps.Add(fused, target);
    }

    private PackedSlice Slice(ConvolutionLayer convolution, FusedLayers fused, InputPart part, bool bias)
    {
        var source = new LinearSource(
            convolution.Name,
            convolution.Output.Channels,
            convolution.Input.Channels,
            convolution.Bias,
            OutputNorm: fused.NormSource,
            Slice: new InputSlice(part.FirstChannel, part.Channels, bias));
        string label =
            $"{source.Name}: 1x1, inputs {part.FirstChannel} to {part.FirstChannel + part.Channels - 1} -> {source.Outputs}";
        return new PackedSlice(part, source.Outputs, context.Pointwise(source), label);
    }

    private void AddResized(PackedSlice slice, ResizeLayer resize, MapView target, bool addToTarget)
    {
        var small = context.NewMap("slice", resize.Input with { Channels = slice.Outputs });
        context.Add(new PointwiseStep(
            slice.Label, maps[resize.Inputs[0]], small, ActivationKind.None, Skip: null, slice.Weights, WeightsBuffer: null));
        string label = $"{resize.Input.Height}x{resize.Input.Width} resized to {resize.Output.Height}x{resize.Output.Width}";
        context.Add(new ResizeStep(addToTarget ? label + ", added" : label, small, target, resize.Kind, addToTarget));
    }

    private void Add(PackedSlice slice, MapView target, ActivationKind activation, bool addToTarget)
    {
        string added = addToTarget ? ", added" : "";
        string activated = activation == ActivationKind.None ? "" : $", {activation.DisplayName()}";
        context.Add(new PointwiseStep(
            slice.Label + added + activated,
            maps[slice.Part.Layer],
            target,
            activation,
            Skip: addToTarget ? target : null,
            slice.Weights,
            WeightsBuffer: null,
            ActivatesSum: addToTarget));
    }

    private sealed record PackedSlice(InputPart Part, int Outputs, long Weights, string Label);
}
