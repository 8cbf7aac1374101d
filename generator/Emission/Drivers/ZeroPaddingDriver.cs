namespace Emo.Codegen.Emission;

/// <summary>Zeroes the cells at both ends of stored rows.</summary>
internal sealed record ZeroPaddingDriver : Driver<ZeroPaddingDriver.Arguments>
{
    public override string BaseName => "ZeroPadding";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, "Zeroes the first and last floats of stored rows."))
        {
            writer.Line("int end = worker.End(rows);");
            using var loop = writer.Block("for (int i = worker.First(rows); i < end; i++)");
            writer.Line("float* row = map + i * rowStride;");
            writer.Line("new Span<float>(row, endFloats).Clear();");
            writer.Line("new Span<float>(row + rowStride - endFloats, endFloats).Clear();");
        }
    }

    internal sealed record Arguments(FloatPointer Map, Int Rows, Int RowStride, Int EndFloats, WorkerExpression Worker) : Signature;
}
