using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The calls of kernels that compute some rows of a step, or all of it.</summary>
internal sealed class StepCalls(EquatableArray<ArenaBuffer> buffers, Func<int, string> bufferName, Rows rows)
    : IStepVisitor<IReadOnlyList<KernelCall>>
{
    private const string Constants = "constants";

    public IReadOnlyList<KernelCall> Visit(PadInputStep step) =>
        Call(new PadInputDriver(step.Lines), new("input", Name(step.Target), rows.First, rows.CountOr(step.Lines.StripRows), rows.Worker));

    public IReadOnlyList<KernelCall> Visit(StemConvolutionStep step) => Call(
        new StemConvolutionKernel(step.Lines, step.Target.Layout, step.Activation),
        new(
            Name(step.Source),
            Code.Weights(step.Weights),
            Name(step.Target.Buffer),
            rows.First,
            rows.CountOr(step.Target.Layout.Height),
            Constants: step.Activation == ActivationKind.None ? default(FloatPointer?) : Constants,
            rows.Worker));

    public IReadOnlyList<KernelCall> Visit(ActivationStep step) => Call(
        new ActivationKernel(step.Map.Layout, step.Activation, step.Skip?.Layout),
        new(
            Name(step.Map.Buffer),
            Skip: step.Skip is { } skip ? new FloatPointer(Name(skip.Buffer)) : default(FloatPointer?),
            rows.First,
            rows.CountOr(step.Map.Layout.Height),
            Constants,
            rows.Worker));

    public IReadOnlyList<KernelCall> Visit(PointwiseStep step)
    {
        var (from, to) = (step.Source.Layout, step.Target.Layout);
        var lines = Lines(from, to);
        var kernel = new PointwiseDriver(from, to, step.Activation, AddSkip: step.Skip is not null, lines, step.ActivatesSum);
        if (lines == PointwiseLines.One)
            kernel = kernel with { Source = from.AsOneLine(), Target = to.AsOneLine() };
        bool intoStoredRows = lines == PointwiseLines.IntoStoredRows;
        return Call(kernel, new(
            X: rows.CellsOf(from, Name(step.Source.Buffer)),
            Weights: step.WeightsBuffer is { } weights ? Name(weights) : Code.Weights(step.Weights),
            Skip: step.Skip is { } skip
                ? new FloatPointer(intoStoredRows ? Name(skip.Buffer) : rows.Of(skip.Layout, Name(skip.Buffer)))
                : default(FloatPointer?),
            Y: intoStoredRows ? Name(step.Target.Buffer) : rows.Of(to, Name(step.Target.Buffer)),
            FirstRow: intoStoredRows ? new Int(rows.First) : default(Int?),
            Rows: lines == PointwiseLines.One ? default(Int?) : rows.CountOr(from.Height),
            Constants,
            rows.Worker));
    }

    public IReadOnlyList<KernelCall> Visit(LinearStep step) => Call(
        new PointwiseDriver(
            MapLayout.Vector(step.Inputs), MapLayout.Vector(step.Outputs), step.Activation, AddSkip: false, PointwiseLines.One),
        new(Name(step.Source), Code.Weights(step.Weights), Skip: null, Name(step.Target), FirstRow: null, Rows: null, Constants, "worker"));

    public IReadOnlyList<KernelCall> Visit(DepthwiseStep step)
    {
        var (source, target) = (step.Source.Layout, step.Target.Layout);
        bool splitChannels = rows.IsAll && HasMoreVectorsThanRows(target);
        return Call(
            new DepthwiseDriver(source, target, step.Geometry, step.Activation, step.AddSource, splitChannels),
            new(
                X: Code.At(Name(step.Source.Buffer), (source.Padding - step.Geometry.Padding) * source.CellStride),
                Weights: Code.Weights(step.Weights),
                Y: rows.CellsOf(target, Name(step.Target.Buffer)),
                FirstRow: rows.First,
                Rows: rows.CountOr(target.Height),
                Constants,
                rows.Worker));
    }

    public IReadOnlyList<KernelCall> Visit(ZeroPaddingStep step)
    {
        var map = step.Map.Layout;
        WorkerExpression worker = buffers[step.Map.Buffer].PerWorker ? "Worker.Alone" : "worker";
        return Call(new ZeroPaddingDriver(), new(Name(step.Map.Buffer), map.StoredRows, map.RowStride, EndFloats: map.FirstCell, worker));
    }

    public IReadOnlyList<KernelCall> Visit(NormalizeStep step) => Call(
        new NormalizeMapDriver(step.Source.Layout, step.Target.Layout, step.Norm),
        new(
            Name(step.Source.Buffer),
            Code.Weights(step.Weights),
            Name(step.Target.Buffer),
            rows.First,
            rows.CountOr(step.Source.Layout.Height),
            rows.Worker));

    public IReadOnlyList<KernelCall> Visit(WindowPartitionStep step) => Call(
        new WindowPartitionDriver(step.Grid, step.Source.Layout, step.Target.Layout, step.Norm),
        new(
            Name(step.Source.Buffer),
            Weights: step.Norm is null ? default(FloatPointer?) : Code.Weights(step.Weights),
            Tokens: Name(step.Target.Buffer),
            "worker"));

    public IReadOnlyList<KernelCall> Visit(AttentionStep step)
    {
        var shape = new AttentionShape(
            step.Windows, step.Heads, step.QueryKey.Layout, step.Value.Layout, step.Target.Layout, step.Scratch);
        return Call(new AttentionDriver(shape), new(
            Name(step.QueryKey.Buffer), Name(step.Value.Buffer), Name(step.Target.Buffer), Name(step.ScratchBuffer), Constants, "worker"));
    }

    public IReadOnlyList<KernelCall> Visit(RowSumsStep step)
    {
        var map = step.Source.Layout;
        string sums = rows.IsAll ? Name(step.Target) : $"{Name(step.Target)} + {rows.First} * {Code.Text(map.CellStride)}";
        return Call(
            new RowSumsKernel(map.Width, map.CellStride, map.RowStride),
            new(rows.CellsOf(map, Name(step.Source.Buffer)), sums, rows.CountOr(map.Height), rows.Worker));
    }

    public IReadOnlyList<KernelCall> Visit(MeanStep step) =>
        CallByFirstWorker(new MeanKernel(step.Map), new(Name(step.RowSums), Name(step.Target)));

    public IReadOnlyList<KernelCall> Visit(GateWeightsStep step) => Call(
        new GateWeightsKernel(step.Inputs, ChannelLayout.Pad(step.Outputs)),
        new(Name(step.Gate), Code.Weights(step.Weights), Name(step.Target), "worker"));

    public IReadOnlyList<KernelCall> Visit(GateMapStep step) => Call(
        new GateMapKernel(step.Map.Layout, step.Skip.Layout),
        new(Name(step.Map.Buffer), Name(step.Gate), Name(step.Skip.Buffer), "worker"));

    public IReadOnlyList<KernelCall> Visit(ConvolutionStep step)
    {
        var shape = new ConvolutionShape(step.Source.Layout, step.Target.Layout, step.Geometry);
        Kernel<ConvolutionArguments> kernel = shape.IsLarge && !step.AddToTarget
            ? new LargeConvolutionKernel(shape, step.Activation)
            : new ConvolutionKernel(shape, step.Activation, step.AddToTarget);
        return Call(
            kernel, new(Name(step.Source.Buffer), Code.Weights(step.Weights), Name(step.Target.Buffer), Constants, "worker"));
    }

    public IReadOnlyList<KernelCall> Visit(WinogradStep step) => Call(
        new WinogradKernel(step.Source.Layout, step.Target.Layout, step.Scratch, step.Activation, step.AddToTarget),
        new(
            Name(step.Source.Buffer),
            Code.Weights(step.Weights),
            Name(step.Target.Buffer),
            Name(step.ScratchBuffer),
            Constants,
            "worker"));

    public IReadOnlyList<KernelCall> Visit(ResizeStep step) =>
        Call(new ResizeKernel(step.Source.Layout, step.Target.Layout, step.Kind, step.AddToTarget), FromTo(step.Source, step.Target));

    public IReadOnlyList<KernelCall> Visit(AdaptiveMeanStep step) =>
        Call(new AdaptiveMeanKernel(step.Source.Layout, step.Target.Layout), FromTo(step.Source, step.Target));

    public IReadOnlyList<KernelCall> Visit(ConcatenateStep step)
    {
        var calls = new List<KernelCall>();
        int channel = 0;
        foreach (var source in step.Sources)
        {
            calls.AddRange(Call(new CopyChannelsDriver(source.Layout, step.Target.Layout, channel), FromTo(source, step.Target)));
            channel += source.Layout.Channels;
        }

        return calls;
    }

    public IReadOnlyList<KernelCall> Visit(AddStep step) => Call(
        new AddKernel(step.First.Layout, step.Second.Layout, step.Target.Layout),
        new(Name(step.First.Buffer), Name(step.Second.Buffer), Name(step.Target.Buffer), "worker"));

    public IReadOnlyList<KernelCall> Visit(PlanarOutputStep step) => Call(
        new PlanarOutputDriver(step.Source.Layout), new(Name(step.Source.Buffer), Code.At("output", step.OutputOffset), "worker"));

    public IReadOnlyList<KernelCall> Visit(VectorOutputStep step) =>
        CallByFirstWorker(new VectorOutputDriver(step.Length), new(Name(step.Source), "output"));

    /// <exception cref="InvalidOperationException">Always.</exception>
    public IReadOnlyList<KernelCall> Visit(StripStep step) =>
        throw new InvalidOperationException($"{step.Label}: a strip is a loop of calls and no call.");

    /// <summary>Whole dense maps are one line of cells.</summary>
    private PointwiseLines Lines(MapLayout from, MapLayout to)
    {
        if (to.Storage == RowStorage.Ring || to.Padding > 0)
            return PointwiseLines.IntoStoredRows;
        return rows.IsAll && from.Padding == 0 ? PointwiseLines.One : PointwiseLines.Given;
    }

    /// <summary>
    /// Rows, where there are enough of them, stay with the worker that made the rows they are computed from; a few are shared out unevenly.
    /// </summary>
    private static bool HasMoreVectorsThanRows(MapLayout map) => map.Height < 8 && map.CellStride / ChannelLayout.Lanes > map.Height;

    private MapArguments FromTo(MapView source, MapView target) => new(Name(source.Buffer), Name(target.Buffer), "worker");

    private static IReadOnlyList<KernelCall> Call<TSignature>(Method<TSignature> method, TSignature arguments)
        where TSignature : Signature => [KernelCall.Of(method, arguments)];

    private static IReadOnlyList<KernelCall> CallByFirstWorker<TSignature>(Method<TSignature> method, TSignature arguments)
        where TSignature : Signature => [KernelCall.Of(method, arguments) with { ByFirstWorker = true }];

    private string Name(int buffer) => bufferName(buffer);
}
