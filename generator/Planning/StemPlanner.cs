using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// The stem: its convolution by strips into a ring, depthwise from there, squeeze-excite sums on the way. Its project is
/// left to the first expand when only linear operations lie between them.
/// </summary>
internal static class StemPlanner
{
    public static BlockInput Plan(PlanContext context, LayerBlock block, bool composeProject)
    {
        var cursor = new BlockCursor(block);
        var convolution = cursor.Take<ConvolutionLayer>();
        var batchNorm = cursor.TryTake<BatchNormLayer>();
        var layerNorm = cursor.TryTake<LayerNormLayer>();
        var depthwise = cursor.Take<ConvolutionLayer>();
        var depthwiseNorm = cursor.Take<BatchNormLayer>();
        cursor.Take<ActivationLayer>();
        var squeezeExcite = cursor.TryTake<SqueezeExciteLayer>();
        var project = cursor.Take<ConvolutionLayer>();

        var shape = convolution.Output;
        long rowFloats = (long)shape.Width * Align.ToLanes(shape.Channels);
        int stripRows = StripSizing.Rows(shape.Height, depthwise.Kernel, 1, rowFloats, rowFloats);
        int ringRows = StripSizing.InputRows(stripRows, shape.Height, depthwise.Kernel, 1, shape.Height);
        var expanded = context.NewRows("expanded", shape, depthwise.Padding, ringRows, perWorker: stripRows < shape.Height);
        var local = context.NewMap("local", shape.Channels, shape.Height, shape.Width);
        context.Place(convolution, expanded);
        if (layerNorm is not null)
            context.Place(layerNorm, expanded);
        context.Place(depthwise, local);

        context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));
        var produce = Produce(context, convolution, batchNorm, layerNorm, expanded);
        long depthwiseWeights = context.Depthwise(
            depthwise.Name, shape.Channels, depthwise.Kernel, new BatchNormSource(depthwiseNorm.Name, shape.Channels, depthwiseNorm.Epsilon));
        var depthwiseStep = new DepthwiseStep(
            $"{depthwise.Name}: depthwise {depthwise.Kernel}x{depthwise.Kernel}, norm, SiLU",
            expanded, local, depthwise.Kernel, 1, depthwise.Padding, Activation.Silu, AddSource: false, depthwiseWeights);

        var gating = squeezeExcite is null ? null : new SqueezeExcitePlanner(context, squeezeExcite, local);
        var consume = gating is null ? [] : new[] { gating.RowSums };
        context.Add(new StripStep("stem convolution and depthwise", shape.Height, stripRows, produce, depthwiseStep, consume.ToEquatableArray()));
        int? gate = gating?.Gate();
        if (gate is { } factors)
            context.Place(squeezeExcite!, factors);

        var projectSource = new LinearSource(project.Name, project.Output.Channels, shape.Channels, Bias: false);
        if (composeProject)
            return new BlockInput(local, projectSource, gate);
        var map = context.NewMap(block.Name, project.Output.Channels, shape.Height, shape.Width);
        context.Add(PointwisePlanner.Plan(context, projectSource, local, map, Activation.None, skip: null, gate));
        context.Place(project, map);
        return new BlockInput(map);
    }

    private static EquatableArray<Step> Produce(
        PlanContext context, ConvolutionLayer convolution, BatchNormLayer? batchNorm, LayerNormLayer? layerNorm, MapView expanded)
    {
        var input = convolution.Input;
        var norm = batchNorm is null ? null : new BatchNormSource(batchNorm.Name, batchNorm.Output.Channels, batchNorm.Epsilon);
        var pad = new PadInputStep(
            "input rows, zero-padded",
            0, input.Channels, input.Height, input.Width, convolution.Padding, convolution.Stride, convolution.Kernel, expanded.StoredRows);
        pad = pad with { Target = context.NewBuffer("padded", (long)input.Channels * pad.StoredRows * pad.LineFloats, context.Buffers[expanded.Buffer].PerWorker) };
        long weights = context.Convolution(
            convolution.Name, convolution.Output.Channels, input.Channels, convolution.Kernel, convolution.Bias, norm);
        var steps = new List<Step>
        {
            pad,
            new StemConvolutionStep($"{convolution.Name}: {convolution.Kernel}x{convolution.Kernel}, stride 2{(norm is null ? "" : ", norm")}", pad, weights, expanded),
        };
        if (layerNorm is not null)
        {
            long normWeights = context.LayerNorm(layerNorm.Name, layerNorm.Output.Channels);
            steps.Add(new NormalizeStep(layerNorm.Name, expanded, expanded, CellNorm.Of(layerNorm), normWeights));
        }

        return steps.ToEquatableArray();
    }
}
