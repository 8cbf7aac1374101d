using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Copies a head's queries, keys and values of the tokens of a window that lie apart, because they are in the order of other windows. Whole
/// vectors are copied; what lies behind a head's channels is not read from the copies.
/// </summary>
internal sealed record GatherTokensKernel(AttentionShape Shape) : Kernel<GatherTokensKernel.Arguments>
{
    public override string BaseName => $"GatherTokens{Shape.Scratch.Tokens}x{Shape.HeadWidth}";

    private WindowGrid Grid => Shape.Grid;

    private WindowGrid Stored => Grid with { Pattern = Shape.Windows.Tokens };

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"One head of the {Shape.Scratch.Tokens} tokens of window (i, j): queries and keys of {Shape.HeadWidth} channels to " +
            $"[token][{Shape.Scratch.KeyStride}], values of {Shape.ValueHeadWidth} to [token][{Shape.Scratch.ValueStride}]. " +
            $"The tokens lie in {Stored.Rows}x{Stored.Columns} windows of a dilated grid.";
        using (writer.Method(this, summary))
        {
            using (writer.Block($"for (int a = 0; a < {Grid.WindowHeight}; a++)"))
            {
                writer.Line($"int row = {Code.Times("i", Grid.WindowRowStep)} + {Code.Times("a", Grid.RowStep)};");
                writer.Line($"int column = {Code.Times("j", Grid.WindowColumnStep)};");
                using (writer.Block($"for (int b = 0; b < {Grid.WindowWidth}; b++, {Steps()})"))
                    EmitToken(writer);
            }
        }
    }

    private string Steps() =>
        $"column += {Code.Text(Grid.ColumnStep)}, queries += {Code.Text(Shape.KeyStride)}, keys += {Code.Text(Shape.KeyStride)}, " +
        $"values += {Code.Text(Shape.ValueStride)}";

    private void EmitToken(MemberWriter writer)
    {
        writer.Line($"int window = row % {Stored.Rows} * {Stored.Columns} + column % {Stored.Columns};");
        string place = $"row / {Code.Text(Stored.Rows)} * {Code.Text(Stored.WindowWidth)} + column / {Code.Text(Stored.Columns)}";
        writer.Line($"nint token = window * {Stored.WindowTokens} + {place};");
        writer.Line($"float* query = queryKey + token * {Shape.QueryKey.CellStride};");
        writer.Line($"float* source = value + token * {Shape.Value.CellStride};");
        int keys = Shape.Heads * Shape.HeadWidth;
        writer.ChannelLoop(Vectors(writer, Shape.HeadWidth), c =>
        {
            writer.Line($"Load({c.At("query")}).Store({c.At("queries")});");
            writer.Line($"Load({c.At("query", keys)}).Store({c.At("keys")});");
        });
        writer.ChannelLoop(Vectors(writer, Shape.ValueHeadWidth), c => writer.Line($"Load({c.At("source")}).Store({c.At("values")});"));
    }

    /// <summary>Channels in whole vectors.</summary>
    private static int Vectors(MemberWriter writer, int channels) => (channels + writer.Lanes - 1) / writer.Lanes * writer.Lanes;

    /// <param name="QueryKey">The first token of all windows, at the head's first query channel.</param>
    /// <param name="Value">The same of the values.</param>
    /// <param name="Queries">Receives the window's queries.</param>
    /// <param name="Keys">Receives its keys.</param>
    /// <param name="Values">Receives its values.</param>
    /// <param name="I">The row of the window.</param>
    /// <param name="J">The column of the window.</param>
    internal sealed record Arguments(
        FloatPointer QueryKey, FloatPointer Value, FloatPointer Queries, FloatPointer Keys, FloatPointer Values, Int I, Int J) : Signature;
}
