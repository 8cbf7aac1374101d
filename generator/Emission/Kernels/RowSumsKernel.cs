namespace Emo.Codegen.Emission;

/// <summary>Channel sums of rows of cells, the first level of a mean.</summary>
internal sealed record RowSumsKernel(int Width, int CellStride, int RowStride) : Kernel<RowSumsKernel.Arguments>
{
    public override string BaseName => $"SumRows{Width}x{CellStride}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"The sum of each channel over each of some rows of {Width} cells of {CellStride}."))
        {
            writer.Line("int end = worker.End(rows);");
            using var row = writer.Block("for (int row = worker.First(rows); row < end; row++)");
            writer.ChannelLoop(CellStride, c => EmitSum(writer, c));
        }
    }

    private void EmitSum(MemberWriter writer, LoopIndex c)
    {
        writer.Line($"float* cell = {c.At($"x + row * {Code.Text(RowStride)}")};");
        writer.Line("Floats sum = Floats.Zero;");
        using (writer.Times("i", Width, $"cell += {Code.Text(CellStride)}"))
            writer.Line("sum += Load(cell);");
        writer.Line($"sum.Store({c.At($"y + row * {Code.Text(CellStride)}")});");
    }

    internal sealed record Arguments(FloatPointer X, FloatPointer Y, Int Rows, WorkerExpression Worker) : Signature;
}
