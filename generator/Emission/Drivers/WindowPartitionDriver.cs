using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Normalises, or copies without a norm, the cells of a map into window-major tokens; tokens outside the map become zero after the norm.
/// </summary>
internal sealed record WindowPartitionDriver(WindowGrid Grid, MapLayout Source, MapLayout Tokens, CellNorm? Norm)
    : Driver<WindowPartitionDriver.Arguments>
{
    public override string BaseName => $"PartitionWindows{Source.Channels}";

    protected override Arguments Parameters
    {
        get
        {
            var all = Signature.Of<Arguments>();
            return Norm is null ? all with { Weights = null } : all;
        }
    }

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"{(Norm is null ? "Copies" : $"{Norm.Kind} norm of")} {Grid.MapHeight}x{Grid.MapWidth} cells " +
            $"into {Grid.Rows}x{Grid.Columns} windows of {Grid.WindowHeight}x{Grid.WindowWidth} tokens. " +
            $"Neighbours in a window lie {Grid.RowStep} rows and {Grid.ColumnStep} columns apart in the map.";
        using (writer.Method(this, summary))
            EmitRows(writer);
    }

    /// <summary>A unit of work is a row of tokens of a window.</summary>
    private void EmitRows(MemberWriter writer)
    {
        int units = Grid.Windows * Grid.WindowHeight;
        writer.Line($"int end = worker.End({units});");
        using (writer.Block($"for (int unit = worker.First({units}); unit < end; unit++)"))
        {
            writer.Line($"int window = unit / {Grid.WindowHeight};");
            string windowRow = Code.Times($"window / {Code.Text(Grid.Columns)}", Grid.WindowRowStep);
            writer.Line($"int row = {windowRow} + {Code.Times($"unit % {Code.Text(Grid.WindowHeight)}", Grid.RowStep)};");
            writer.Line($"float* token = tokens + unit * {Grid.WindowWidth * Tokens.CellStride};");
            EmitColumns(writer);
        }
    }

    private void EmitColumns(MemberWriter writer)
    {
        string first = Code.Times($"window % {Code.Text(Grid.Columns)}", Grid.WindowColumnStep);
        string step = $"token += {Code.Text(Tokens.CellStride)}";
        if (Grid.Pattern == WindowPattern.Dilated)
        {
            int end = Grid.Columns * Grid.WindowWidth;
            using (writer.Block($"for (int column = {first}; column < {end}; column += {Grid.Columns}, {step})"))
                EmitToken(writer);
            return;
        }

        writer.Line($"int first = {first};");
        using (writer.Block($"for (int column = first; column < first + {Grid.WindowWidth}; column++, {step})"))
            EmitToken(writer);
    }

    private void EmitToken(MemberWriter writer)
    {
        if (!Grid.IsPadded)
        {
            EmitCell(writer);
            return;
        }

        using (writer.Indent($"if (row < {Grid.MapHeight} && column < {Grid.MapWidth})"))
            EmitCell(writer);
        writer.Line("else");
        writer.Line($"    new Span<float>(token, {Tokens.CellStride}).Clear();");
    }

    private void EmitCell(MemberWriter writer)
    {
        string floats = Code.Text(Tokens.CellStride);
        string cell = Code.At($"x + row * {Code.Text(Source.RowStride)} + column * {Code.Text(Source.CellStride)}", Source.FirstCell);
        if (Norm is null)
            writer.Line($"new ReadOnlySpan<float>({cell}, {floats}).CopyTo(new Span<float>(token, {floats}));");
        else
            writer.Call(new NormalizeCellKernel(Source.Channels, Norm), new(X: cell, "weights", Y: "token"));
    }

    internal sealed record Arguments(FloatPointer X, FloatPointer? Weights, FloatPointer Tokens, WorkerExpression Worker) : Signature;
}
