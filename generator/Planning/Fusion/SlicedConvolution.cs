using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// A 1x1 convolution of a concatenation is a sum over its maps. Of a map that was enlarged the convolution may come before the resize,
/// where there are fewer cells: both are linear. Neither the enlarged maps nor the concatenation are ever there.
/// </summary>
internal sealed record SlicedConvolution(ConvolutionLayer Convolution, ConcatenateLayer Concatenation, IReadOnlyList<InputPart> Parts)
{
    /// <summary>
    /// Those of a block whose layers nobody else reads, also where nothing is enlarged: weights must not depend on the size of the input.
    /// </summary>
    public static IReadOnlyList<SlicedConvolution> AllOf(LayerBlock block, LayerReaders readers, LayerMaps maps) =>
        [.. block.Layers.OfType<ConvolutionLayer>()
            .Select(convolution => TryFind(convolution, block, readers, maps))
            .OfType<SlicedConvolution>()];

    /// <summary>Whether the layer is one that is not computed by itself any more.</summary>
    public bool Replaces(Layer layer) => layer == Concatenation || Parts.Any(part => part.Resize is not null && part.Resize == layer);

    private static SlicedConvolution? TryFind(ConvolutionLayer convolution, LayerBlock block, LayerReaders readers, LayerMaps maps)
    {
        if (convolution is not { KernelSize: 1, Stride: 1, Groups: 1 } || !EndsWithoutSum(convolution, readers))
            return null;
        var concatenation = block.Layers.OfType<ConcatenateLayer>().FirstOrDefault(layer => layer.Id == convolution.Inputs[0]);
        if (concatenation is null || !readers.IsSole(concatenation.Id, convolution))
            return null;

        var parts = new List<InputPart>();
        int channel = 0;
        foreach (int id in concatenation.Inputs)
        {
            int channels = block.Layers.FirstOrDefault(layer => layer.Id == id)?.Output.Channels ?? maps[id].Layout.Channels;
            var resize = block.Layers.OfType<ResizeLayer>().FirstOrDefault(layer => layer.Id == id);
            bool comesFirst = resize is not null && resize.Input.Cells < resize.Output.Cells && readers.IsSole(id, concatenation);
            parts.Add(new InputPart(id, channel, channels, comesFirst ? resize : null));
            channel += channels;
        }

        // A map that has the size comes last, so that the activation is its convolution's.
        return parts.Any(part => part.Resize is null) ? new SlicedConvolution(convolution, concatenation, parts) : null;
    }

    /// <summary>A sum behind the activation would have to be in the place of the parts.</summary>
    private static bool EndsWithoutSum(ConvolutionLayer convolution, LayerReaders readers)
    {
        var next = readers.Sole(convolution);
        while (next is BatchNormLayer or ActivationLayer)
            next = readers.Sole(next);
        return next is not AddLayer;
    }
}

/// <summary>
/// Channels of a concatenation that are one map's, <see cref="Layer"/>; with <see cref="Resize"/>, which is that layer, they are convolved
/// before it.
/// </summary>
internal sealed record InputPart(int Layer, int FirstChannel, int Channels, ResizeLayer? Resize);
