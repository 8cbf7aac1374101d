using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Turns a step into the call of its kernel. The names of buffers are locals of the block's method.</summary>
internal sealed class StepEmitter(SourceWriter source, KernelSet kernels, EquatableArray<ArenaBuffer> buffers, Func<int, string> bufferName)
{
    public void Emit(Step step)
    {
        if (step is StripStep strip)
            EmitStrips(strip);
        else
            EmitWhole(step);
    }

    private void EmitStrips(StripStep strip)
    {
        if (strip.IsSingleStrip)
        {
            foreach (var step in strip.Steps)
                EmitWhole(step);
            return;
        }

        var current = new Rows("row", "rows");
        source.Line("// Every worker makes a band of rows, alone.");
        source.Line("var alone = Worker.Alone;");
        source.Line($"int firstRow = worker.First({strip.Height}), endRow = worker.End({strip.Height});");
        if (strip.Depthwise is { } depthwise)
            source.Line($"int made = {FirstTap(depthwise)}; // the first row of the expanded map that is not made yet");
        using (source.Block($"for (int row = firstRow; row < endRow; row += {strip.StripRows})"))
        {
            source.Line($"int rows = Math.Min({strip.StripRows}, endRow - row);");
            if (strip.Depthwise is not null)
            {
                EmitProduce(strip, strip.Depthwise);
                EmitCall(strip.Depthwise, current);
            }

            foreach (var step in strip.Consume)
                EmitCall(step, current);
        }

        source.Line("worker.Wait();");
    }

    private void EmitProduce(StripStep strip, DepthwiseStep depthwise)
    {
        string last = depthwise.Stride == 1 ? "row + rows - 1" : $"(row + rows - 1) * {Text(depthwise.Stride)}";
        source.Line($"int end = Math.Min({depthwise.Source.Height}, {last} + {depthwise.Kernel - depthwise.Padding});");
        foreach (var step in strip.Produce)
            EmitCall(step, new Rows("made", "end - made") { ToRing = true });
        source.Line("made = end;");
    }

    private static string FirstTap(DepthwiseStep depthwise)
    {
        string row = depthwise.Stride == 1 ? "firstRow" : $"firstRow * {Text(depthwise.Stride)}";
        return depthwise.Padding == 0 ? row : $"Math.Max(0, {row} - {Text(depthwise.Padding)})";
    }

    /// <summary>A step that all workers share, and that all have to finish before the next. Zero cells are not read by the next step, which makes the map between them.</summary>
    private void EmitWhole(Step step)
    {
        if (step is ZeroPaddingStep { Map.Padding: 0 })
            return;
        EmitCall(step, Rows.All);
        if (step is not ZeroPaddingStep)
            source.Line("worker.Wait();");
    }

    private void EmitCall(Step step, Rows rows)
    {
        source.Line($"// {step.Label}");
        source.Line(Call(step, rows) + ";");
    }

    private string Call(Step step, Rows rows) => step switch
    {
        PadInputStep s => Call(new PadInputKernel(s), "input", Name(s.Target), rows.First, rows.CountOr(s.StripRows), rows.Worker),
        StemConvolutionStep s => Call(
            new StemConvolutionKernel(
                s.Source.Channels, s.Source.Kernel, s.Source.Stride, s.Source.PictureStart - s.Source.Padding, s.Source.LineFloats, s.Source.StoredRows, s.Target.Width, s.Target.CellStride,
                s.Target.RowStride, s.Target.StoredRows, s.Target.Height, s.Target.Padding),
            Name(s.Source.Target), Weights(s.Weights), Name(s.Target.Buffer), rows.First, rows.CountOr(s.Target.Height), rows.Worker),
        PointwiseStep s => Pointwise(s, rows),
        LinearStep s => Call(
            new PointwiseKernel(s.Inputs, s.Outputs, 1, Align.ToLanes(s.Inputs), 0, Align.ToLanes(s.Outputs), 0, 0, 0, OneLine: true, s.Activation, AddSkip: false),
            Name(s.Source), Weights(s.Weights), Name(s.Target), "constants", "worker"),
        DepthwiseStep s => Call(
            new DepthwiseKernel(
                s.Kernel, s.Stride, s.Padding, s.Source.CellStride, s.Target.CellStride, s.Source.Height, s.Source.RowStride, s.Source.StoredRows, s.Target.Width, s.Target.RowStride,
                s.Activation, s.AddSource,
                SplitChannels: rows.IsAll && SplitsChannels(s.Target)),
            KernelWriter.At(Name(s.Source.Buffer), (s.Source.Padding - s.Padding) * s.Source.CellStride), Weights(s.Weights), CellsOf(s.Target, rows), rows.First,
            rows.CountOr(s.Target.Height), "constants", rows.Worker),
        ZeroPaddingStep s => Call(
            new ZeroPaddingKernel(), Name(s.Map.Buffer), Text(s.Map.StoredRows), Text(s.Map.RowStride), Text(s.Map.Padding * s.Map.CellStride),
            buffers[s.Map.Buffer].PerWorker ? "Worker.Alone" : "worker"),
        NormalizeStep s => Call(
            new NormalizeMapKernel(Normalized(s.Source), Normalized(s.Target), s.Source.Channels, s.Source.Width, s.Source.Height, s.Norm),
            Name(s.Source.Buffer), Weights(s.Weights), Name(s.Target.Buffer), rows.First, rows.CountOr(s.Source.Height), rows.Worker),
        WindowPartitionStep { Norm: null } s => Call(new WindowPartitionKernel(s.Grid, s.Source.Channels, Norm: null), Name(s.Source.Buffer), Name(s.Target), "worker"),
        WindowPartitionStep s => Call(
            new WindowPartitionKernel(s.Grid, s.Source.Channels, s.Norm), Name(s.Source.Buffer), Weights(s.Weights), Name(s.Target), "worker"),
        AttentionStep s => Call(new AttentionKernel(Shape(s)), Name(s.QueryKey), Name(s.Value), Name(s.Target.Buffer), Name(s.Scratch), "constants", "worker"),
        RowSumsStep s => Call(
            new RowSumsKernel(s.Source.Width, s.Source.CellStride), RowOf(s.Source, rows), rows.IsAll ? Name(s.Target) : $"{Name(s.Target)} + {rows.First} * {Text(s.Source.CellStride)}",
            rows.CountOr(s.Source.Height), rows.Worker),
        MeanStep s => FirstWorker(Call(new MeanKernel(s.Map.Height, s.Map.Width, s.Map.CellStride), Name(s.RowSums), Name(s.Target))),
        GateWeightsStep s => Call(
            new GateWeightsKernel(s.Inputs, Align.ToLanes(s.Outputs)), Name(s.Gate), Weights(s.Weights), Name(s.Target), "worker"),
        GateMapStep s => Call(
            new GateMapKernel(s.Map.Height, s.Map.Width, s.Map.CellStride, s.Skip.CellStride, s.Skip.RowStride, s.Skip.Padding), Name(s.Map.Buffer), Name(s.Gate), Name(s.Skip.Buffer), "worker"),
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
        bool intoRing = (to.IsRing && rows.ToRing) || to.Padding > 0;

        // Whole dense maps are one line of cells: tiles need not stop at the end of a row.
        bool oneLine = !intoRing && rows.IsAll && from.Padding == 0;
        int lineCells = oneLine ? from.Height * from.Width : from.Width;
        var kernel = new PointwiseKernel(
            from.Channels, to.Channels, lineCells, from.CellStride, oneLine ? lineCells * from.CellStride : from.RowStride, to.CellStride, intoRing ? to.RowStride : lineCells * to.CellStride,
            intoRing ? to.StoredRows : 0, to.Padding, oneLine, step.Activation, AddSkip: step.Skip is not null);
        List<string> arguments = [oneLine ? RowOf(from, rows) : CellsOf(from, rows), weights];
        if (step.Skip is { } skip)
            arguments.Add(intoRing ? Name(skip.Buffer) : RowOf(skip, rows));
        arguments.Add(intoRing ? Name(to.Buffer) : RowOf(to, rows));
        if (intoRing)
            arguments.Add(rows.First);
        if (!oneLine)
            arguments.Add(rows.CountOr(from.Height));
        return Call(kernel, [.. arguments, "constants", rows.Worker]);
    }

    /// <summary>Rows, where there are enough of them, stay with the worker that made the rows they are computed from; a few are shared out unevenly.</summary>
    private static bool SplitsChannels(MapView map) => map.Height < 8 && map.CellStride / Align.Lanes > map.Height;

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

    private string Call(Kernel kernel, params string[] arguments) => $"{kernels.UseInNetwork(kernel)}({string.Join(", ", arguments)})";

    /// <summary>What is too little to share.</summary>
    private static string FirstWorker(string call) => $"if (worker.Index == 0) {call}";

    private string Name(int buffer) => bufferName(buffer);

    private static string Weights(long offset) => KernelWriter.At("weights", offset);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Which rows of a map a call works on, as C# expressions: all, shared by the workers, or some, which are one worker's.</summary>
    private sealed record Rows(string First, string Count)
    {
        public static readonly Rows All = new("0", "");

        public bool IsAll => Count.Length == 0;

        /// <summary>True if the rows before them are still read: where a map has not all of its rows, each has its place in a ring. Else these are all that is stored.</summary>
        public bool ToRing { get; init; }

        public string Worker => IsAll ? "worker" : "alone";

        public string CountOr(int height) => IsAll ? Text(height) : Count;
    }
}
