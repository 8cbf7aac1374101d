using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The steps of a block as statements. The names of buffers are locals of the block's method.</summary>
internal sealed class BlockStatements(EquatableArray<ArenaBuffer> buffers, Func<int, string> bufferName)
{
    private static readonly Statement s_wait = new Statement.Line("worker.Wait();");

    public IReadOnlyList<Statement> Of(IEnumerable<Step> steps) => [.. steps.SelectMany(Of)];

    private IEnumerable<Statement> Of(Step step) => step switch
    {
        StripStep { IsSingleStrip: true } strip => strip.Steps.SelectMany(Whole),
        StripStep strip => Strips(strip),
        _ => Whole(step),
    };

    /// <summary>
    /// A step that all workers share, and that all have to finish before the next. Zero cells are not read by the next step,
    /// which makes the map between them.
    /// </summary>
    private IEnumerable<Statement> Whole(Step step) => step switch
    {
        ZeroPaddingStep { Map.Layout.Padding: 0 } => [],
        ZeroPaddingStep => [Call(step, Rows.All)],
        _ => [Call(step, Rows.All), s_wait],
    };

    private IEnumerable<Statement> Strips(StripStep strip)
    {
        yield return new Statement.Line("// Every worker makes a band of rows, alone.");
        yield return new Statement.Line("var alone = Worker.Alone;");
        string height = Code.Text(strip.Height);
        yield return new Statement.Line($"int firstRow = worker.First({height}), endRow = worker.End({height});");
        if (strip.Depthwise is { } depthwise)
        {
            yield return new Statement.Line(
                $"int made = {FirstTap(depthwise.Geometry)}; // the first row of the expanded map that is not made yet");
        }

        string stripRows = Code.Text(strip.StripRows);
        yield return new Statement.Loop(
            $"for (int row = firstRow; row < endRow; row += {stripRows})",
            [new Statement.Line($"int rows = Math.Min({stripRows}, endRow - row);"), .. Strip(strip)]);
        yield return s_wait;
    }

    private IEnumerable<Statement> Strip(StripStep strip)
    {
        if (strip.Depthwise is { } depthwise)
        {
            var (kernelSize, stride, padding) = depthwise.Geometry;
            string last = stride == 1 ? "row + rows - 1" : $"(row + rows - 1) * {Code.Text(stride)}";
            yield return new Statement.Line(
                $"int end = Math.Min({Code.Text(depthwise.Source.Layout.Height)}, {last} + {Code.Text(kernelSize - padding)});");
            foreach (var step in strip.Produce)
                yield return Call(step, Rows.NotMade);
            yield return new Statement.Line("made = end;");
            yield return Call(depthwise, Rows.OfStrip);
        }

        foreach (var step in strip.Consume)
            yield return Call(step, Rows.OfStrip);
    }

    private static string FirstTap(DepthwiseGeometry depthwise)
    {
        string row = Code.Times("firstRow", depthwise.Stride);
        return depthwise.Padding == 0 ? row : $"Math.Max(0, {row} - {Code.Text(depthwise.Padding)})";
    }

    private Statement.Calls Call(Step step, Rows rows) => new(step.Label, step.Accept(new StepCalls(buffers, bufferName, rows)));
}
