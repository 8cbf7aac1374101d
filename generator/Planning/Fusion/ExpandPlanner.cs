using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// What a block expands with. One 1x1 convolution can be computed by rows, from <see cref="PlanInput"/>; everything else makes the whole
/// expanded map, operator by operator, each added to the sum of those before.
/// </summary>
internal sealed class ExpandPlanner(PlanContext context, LayerBlock block, ResidualLayers layers, BlockInput input)
{
    private MapView? _normed;

    /// <summary>Whether some rows can be made without the others.</summary>
    public bool IsByRows => IsOneConvolution(layers);

    /// <summary>Whether the first operation is linear: an expand with at most a batch norm before it.</summary>
    public static bool StartsWithLinear(ResidualLayers layers) =>
        layers.Norm is not LayerNormLayer && IsOneConvolution(layers) && layers.Operators[0].Attention is null;

    /// <summary>The map that the one 1x1 convolution reads.</summary>
    public MapView PlanInput() => layers.Operators[0].Attention is { } attention
        ? Attended(attention)
        : layers.Norm is LayerNormLayer ? Normed() : input.Map;

    /// <summary>The one 1x1 convolution.</summary>
    public PointwiseStep PlanRows(MapView source, MapView expanded)
    {
        var (attention, convolution, _) = layers.Operators[0];
        bool foldsNorm = attention is null && layers.Norm is BatchNormLayer;
        context.Place(convolution!.Convolution, expanded);
        return Pointwise(convolution, foldsNorm, source, expanded, skip: null, input.Project, input.Gate);
    }

    /// <summary>Adds steps that make the whole expanded map.</summary>
    public void PlanWhole(MapView expanded)
    {
        if (layers.Operators.Count == 0)
            PlanCopy(expanded);
        for (int i = 0; i < layers.Operators.Count; i++)
            PlanOperator(layers.Operators[i], expanded, isAdded: i > 0);
    }

    /// <summary>Nothing expands: the depthwise convolution reads the normed input, between zero cells.</summary>
    private void PlanCopy(MapView expanded)
    {
        if (layers.Norm is null)
            context.Add(new ConcatenateStep($"{block.Name}: copied", new[] { input.Map }.ToEquatableArray(), expanded));
        else
            Normalize(expanded);
    }

    private void PlanOperator(OperatorLayers layer, MapView expanded, bool isAdded)
    {
        if (layer.Attention is { } attention)
        {
            if (layer.Convolution is null)
                AttentionPlanner.Plan(context, attention, layers.Norm, input.Map, expanded, isAdded);
            else
                PlanConvolution(layer.Convolution, foldsNorm: false, Attended(attention), expanded, isAdded);
        }
        else
        {
            // A batch norm before a larger kernel stays: its taps outside the map are zeros behind the norm.
            bool foldsNorm = layers.Norm is BatchNormLayer && layer.Convolution!.Convolution.KernelSize == 1;
            PlanConvolution(layer.Convolution!, foldsNorm, foldsNorm ? input.Map : Normed(), expanded, isAdded);
        }

        var last = (Layer?)layer.Sum ?? layer.Convolution?.Convolution ?? (Layer?)layer.Attention;
        context.Place(last!, expanded);
    }

    private void PlanConvolution(ConvolutionLayers layer, bool foldsNorm, MapView source, MapView expanded, bool isAdded)
    {
        if (layer.Norm is not LayerNormLayer norm)
        {
            context.Add(Convolution(layer, foldsNorm, source, expanded, isAdded));
            return;
        }

        var target = isAdded ? context.NewMap("addend", expanded.Layout with { Padding = 0 }, perWorker: false) : expanded;
        context.Add(Convolution(layer with { Activation = null }, foldsNorm, source, target, isAdded: false));
        context.Add(new NormalizeStep(norm.Name, target, target, CellNorm.Of(norm), context.LayerNorm(norm)));
        if (layer.Activation is { } activation)
            context.Add(new ActivationStep($"{norm.Name}: activation", target, activation.Activation, Skip: null));
        if (isAdded)
            context.Add(new AddStep($"{norm.Name}: added", expanded, target, expanded));
    }

    private Step Convolution(ConvolutionLayers layer, bool foldsNorm, MapView source, MapView target, bool isAdded)
    {
        if (layer.Convolution.KernelSize == 1)
            return Pointwise(layer, foldsNorm, source, target, isAdded ? target : null, inner: null, gate: null);
        var convolution = layer.Convolution;
        var weights = new ConvolutionSource(
            convolution.Name,
            convolution.Output.Channels,
            convolution.Input.Channels,
            convolution.KernelSize,
            convolution.Bias,
            layer.Norm is BatchNormLayer norm ? BatchNormSource.Of(norm) : null,
            convolution.Groups);
        return new ConvolutionStep(
            $"{convolution.Name}: {convolution.KernelSize}x{convolution.KernelSize}, {convolution.Input} -> {convolution.Output}",
            source,
            target,
            new ConvolutionGeometry(convolution.KernelSize, convolution.Stride, convolution.Dilation, convolution.Padding),
            ConvolutionPlanner.Kind(layer.Activation),
            AddToTarget: isAdded,
            context.PanelConvolution(weights));
    }

    private PointwiseStep Pointwise(
        ConvolutionLayers layer, bool foldsNorm, MapView source, MapView target, MapView? skip, LinearSource? inner, int? gate)
    {
        var convolution = layer.Convolution;
        var weights = new LinearSource(
            convolution.Name,
            convolution.Output.Channels,
            convolution.Input.Channels,
            convolution.Bias,
            convolution.Groups,
            foldsNorm ? BatchNormSource.Of((BatchNormLayer)layers.Norm!) : null,
            inner,
            OutputNorm: layer.Norm is BatchNormLayer norm ? BatchNormSource.Of(norm) : null);
        return PointwisePlanner.Plan(context, weights, source, target, ConvolutionPlanner.Kind(layer.Activation), skip, gate);
    }

    private static bool IsOneConvolution(ResidualLayers layers) => layers.Operators.Count == 1 &&
        layers.Operators[0].Convolution is { Convolution.KernelSize: 1, Norm: not LayerNormLayer };

    private MapView Attended(WindowAttentionLayer attention)
    {
        var attended = context.NewMap("attended", attention.Output);
        AttentionPlanner.Plan(context, attention, layers.Norm, input.Map, attended, addToTarget: false);
        context.Place(attention, attended);
        return attended;
    }

    /// <summary>The normed input, once for all operators that read it; the input itself where there is no norm.</summary>
    private MapView Normed()
    {
        if (layers.Norm is null)
            return input.Map;
        if (_normed is null)
        {
            _normed = context.NewMap("normed", layers.Norm.Output);
            context.Place(layers.Norm, _normed);
            Normalize(_normed);
        }

        return _normed;
    }

    private void Normalize(MapView target) => context.Add(layers.Norm switch
    {
        LayerNormLayer norm => new NormalizeStep(norm.Name, input.Map, target, CellNorm.Of(norm), context.LayerNorm(norm)),
        BatchNormLayer norm => new NormalizeStep(norm.Name, input.Map, target, CellNorm.Batch, context.BatchNorm(BatchNormSource.Of(norm))),
        _ => throw new InvalidOperationException($"{block.Name}: {layers.Norm} is no norm."),
    });
}
