using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Turns a step into the call of its kernel. The names of buffers are locals of the block's method.</summary>
internal sealed class StepEmitter(SourceWriter source, KernelSet kernels, Func<int, string> bufferName)
{
    public void Emit(Step step)
    {
        if (step is StripStep strip)
            EmitStrips(strip);
        else
            EmitWhole(step, Rows.All);
    }

    private void EmitStrips(StripStep strip)
    {
        if (strip.IsSingleStrip)
        {
            foreach (var step in strip.Steps)
                EmitWhole(step, Rows.All);
            return;
        }

        var current = new Rows("row", "rows", strip.StripRows);
        if (strip.Depthwise is not null)
            source.Line("int made = 0; // rows of the expanded map so far");
        using (source.Block($"for (int row = 0; row < {strip.Height}; row += {strip.StripRows})"))
        {
            source.Line($"int rows = Math.Min({strip.StripRows}, {strip.Height} - row);");
            if (strip.Depthwise is { } depthwise)
            {
                EmitProduce(strip, depthwise);
                EmitWhole(depthwise, current);
            }

            foreach (var step in strip.Consume)
                EmitWhole(step, current);
        }
    }

    private void EmitProduce(StripStep strip, DepthwiseStep depthwise)
    {
        source.Line($"int end = Math.Min({depthwise.Source.Height}, (row + rows - 1) * {depthwise.Stride} + {depthwise.Kernel - depthwise.Padding});");
        foreach (var step in strip.Produce)
            EmitWhole(step, new Rows("made", "end - made", strip.StripRows));
        source.Line("made = end;");
    }

    private void EmitWhole(Step step, Rows rows)
    {
        source.Line($"// {step.Label}");
        source.Line(Call(step, rows) + ";");
        source.Line("worker.Wait();");
    }

    private string Call(Step step, Rows rows) => step switch
    {
        PadInputStep s => Call(new PadInputKernel(s), "input", Name(s.Target), rows.First, rows.CountOr(s.StripRows), "worker"),
        StemConvolutionStep s => Call(
            new StemConvolutionKernel(
                s.Source.Channels, s.Source.Kernel, s.Source.Stride, s.Source.LineFloats, s.Source.StoredRows, s.Target.Width, s.Target.CellStride,
                s.Target.RowStride, s.Target.StoredRows, s.Target.Height, s.Target.Padding),
            Name(s.Source.Target), Weights(s.Weights), Name(s.Target.Buffer), rows.First, rows.CountOr(s.Target.Height), "worker"),
        PointwiseStep s => Pointwise(s, rows),
        LinearStep s => Call(
            new PointwiseKernel(s.Inputs, s.Outputs, 1, Align.ToLanes(s.Inputs), 0, Align.ToLanes(s.Outputs), 0, 0, 0, OneLine: true, s.Activation, AddToTarget: false),
            Name(s.Source), Weights(s.Weights), Name(s.Target), "constants", "worker"),
        DepthwiseStep s => Call(
            new DepthwiseKernel(
                s.Kernel, s.Stride, s.Padding, s.Source.CellStride, s.Source.Height, s.Source.RowStride, s.Source.StoredRows, s.Target.Width, s.Target.RowStride,
                s.Activation, s.AddSource,
                SplitChannels: s.Source.CellStride / Align.Lanes > (rows.IsAll ? s.Target.Height : rows.Most)),
            KernelWriter.At(Name(s.Source.Buffer), (s.Source.Padding - s.Padding) * s.Source.CellStride), Weights(s.Weights), CellsOf(s.Target, rows), rows.First,
            rows.CountOr(s.Target.Height), "constants", "worker"),
        ZeroPaddingStep { Map.Padding: 0 } => "// no padding",
        ZeroPaddingStep s => Call(
            new ZeroPaddingKernel(), Name(s.Map.Buffer), Text(s.Map.StoredRows), Text(s.Map.RowStride), Text(s.Map.Padding * s.Map.CellStride), "worker"),
        NormalizeStep s => Call(
            new NormalizeMapKernel(Normalized(s.Source), Normalized(s.Target), s.Source.Channels, s.Source.Width, s.Source.Height, s.Norm),
            Name(s.Source.Buffer), Weights(s.Weights), Name(s.Target.Buffer), rows.First, rows.CountOr(s.Source.Height), "worker"),
        WindowPartitionStep { Norm: null } s => Call(new WindowPartitionKernel(s.Grid, s.Source.Channels, Norm: null), Name(s.Source.Buffer), Name(s.Target), "worker"),
        WindowPartitionStep s => Call(
            new WindowPartitionKernel(s.Grid, s.Source.Channels, s.Norm), Name(s.Source.Buffer), Weights(s.Weights), Name(s.Target), "worker"),
        AttentionStep s => Call(new AttentionKernel(Shape(s)), Name(s.QueryKey), Name(s.Value), Name(s.Target.Buffer), "scratch", "constants", "worker"),
        AccumulateStep s => Call(
            new AccumulateKernel(s.Source.Width, s.Source.CellStride), RowOf(s.Source, rows), Name(s.Target), rows.CountOr(s.Source.Height), "worker"),
        ClearStep s => FirstWorker($"new Span<float>({Name(s.Target)}, {Text(s.Floats)}).Clear()"),
        MeanStep s => FirstWorker(Call(new ScaleVectorKernel(Align.ToLanes(s.Channels), s.Cells), Name(s.Target))),
        GateWeightsStep s => Call(
            new GateWeightsKernel(s.Inputs, Align.ToLanes(s.Outputs)), Name(s.Gate), Weights(s.Weights), Name(s.Target), "worker"),
        GateMapStep s => Call(
            new GateMapKernel(s.Map.Height, s.Map.Width, s.Map.CellStride, s.Skip.RowStride, s.Skip.Padding), Name(s.Map.Buffer), Name(s.Gate), Name(s.Skip.Buffer), "worker"),
        PlanarOutputStep s => Call(
            new PlanarOutputKernel(Shape(s.Source)), Name(s.Source.Buffer), KernelWriter.At("output", s.OutputOffset), "worker"),
        VectorOutputStep s => FirstWorker($"new ReadOnlySpan<float>({Name(s.Source)}, {Text(s.Length)}).CopyTo(new Span<float>(output, {Text(s.Length)}))"),
        ConvolutionStep s => Call(
            Convolution(s, new ConvolutionGeometry(Shape(s.Source), Shape(s.Target), s.Kernel, s.Stride, s.Dilation, s.Padding)),
            Name(s.Source.Buffer), Weights(s.Weights), Name(s.Target.Buffer), "constants", "worker"),
        ResizeStep s => Call(new ResizeKernel(Shape(s.Source), Shape(s.Target), s.Kind, s.AddToTarget), Name(s.Source.Buffer), Name(s.Target.Buffer), "worker"),
        AdaptiveMeanStep s => Call(new AdaptiveMeanKernel(Shape(s.Source), Shape(s.Target)), Name(s.Source.Buffer), Name(s.Target.Buffer), "worker"),
        ConcatenateStep s => Call(
            new ConcatenateKernel(s.Sources.Select(Shape).ToEquatableArray(), Shape(s.Target)),
            [.. s.Sources.Select(source => Name(source.Buffer)), Name(s.Target.Buffer), "worker"]),
        AddStep s => Call(
            new AddKernel(Shape(s.First), Shape(s.Second), Shape(s.Target)), Name(s.First.Buffer), Name(s.Second.Buffer), Name(s.Target.Buffer), "worker"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "unknown step"),
    };

    private static Kernel Convolution(ConvolutionStep step, ConvolutionGeometry geometry) => geometry.IsLarge && !step.AddToTarget
        ? new LargeConvolutionKernel(geometry, step.Activation)
        : new ConvolutionKernel(geometry, step.Activation, step.AddToTarget);

    private string Pointwise(PointwiseStep step, Rows rows)
    {
        var (from, to) = (step.Source, step.Target);
        string weights = step.WeightsBuffer is { } buffer ? Name(buffer) : Weights(step.Weights);
        bool intoRing = to.IsRing || to.Padding > 0;

        // Whole dense maps are one line of cells: tiles need not stop at the end of a row.
        bool oneLine = !intoRing && rows.IsAll && from.Padding == 0;
        int lineCells = oneLine ? from.Height * from.Width : from.Width;
        var kernel = new PointwiseKernel(
            from.Channels, to.Channels, lineCells, from.CellStride, oneLine ? lineCells * from.CellStride : from.RowStride, to.CellStride, intoRing ? to.RowStride : lineCells * to.CellStride,
            intoRing ? to.StoredRows : 0, to.Padding, oneLine, step.Activation, step.AddToTarget);
        if (oneLine)
            return Call(kernel, RowOf(from, rows), weights, RowOf(to, rows), "constants", "worker");
        return intoRing
            ? Call(kernel, CellsOf(from, rows), weights, Name(to.Buffer), rows.First, rows.CountOr(from.Height), "constants", "worker")
            : Call(kernel, CellsOf(from, rows), weights, RowOf(to, rows), rows.CountOr(from.Height), "constants", "worker");
    }

    /// <summary>What a kernel needs to know of a map: equal maps share kernels, wherever they lie.</summary>
    private static MapView Shape(MapView view) => view with { Buffer = 0 };

    private static AttentionShape Shape(AttentionStep step) => new(
        step.Grid,
        step.Heads,
        step.Channels / step.Heads,
        step.ValueChannels / step.Heads,
        Align.ToLanes(2 * step.Channels),
        Align.ToLanes(step.ValueChannels),
        step.Target.CellStride,
        step.Target.RowStride,
        step.Target.Padding);

    private static NormalizedMap Normalized(MapView view) => new(view.RowStride, view.StoredRows, view.Padding);

    /// <summary>A pointer to the first of some rows. A buffer that holds less than the map holds just those rows.</summary>
    private string RowOf(MapView map, Rows rows) =>
        rows.IsAll || map.StoredRows < map.Height ? Name(map.Buffer) : $"{Name(map.Buffer)} + {rows.First} * {Text(map.RowStride)}";

    /// <summary>A pointer to the first cell of some rows, behind the zero cells.</summary>
    private string CellsOf(MapView map, Rows rows) => KernelWriter.At(RowOf(map, rows), map.Padding * map.CellStride);

    private string Call(Kernel kernel, params string[] arguments) => $"TKernels.{kernels.Use(kernel)}({string.Join(", ", arguments)})";

    /// <summary>What is too little to share.</summary>
    private static string FirstWorker(string call) => $"if (worker.Index == 0) {call}";

    private string Name(int buffer) => bufferName(buffer);

    private static string Weights(long offset) => KernelWriter.At("weights", offset);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Which rows of a map a call works on, as C# expressions, and how many these are at most.</summary>
    private sealed record Rows(string First, string Count, int Most)
    {
        public static readonly Rows All = new("0", "", 0);

        public bool IsAll => Count.Length == 0;

        public string CountOr(int height) => IsAll ? Text(height) : Count;
    }
}
