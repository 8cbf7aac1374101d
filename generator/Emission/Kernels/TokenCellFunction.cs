namespace Emo.Codegen.Emission.Kernels;

/// <summary>Where a token of a window lies in the map.</summary>
internal sealed record TokenCellFunction(AttentionShape Shape) : Kernel
{
    public override string BaseName => "TokenCell";

    public override void Emit(KernelWriter writer)
    {
        var grid = Shape.Grid;
        writer.Summary($"The cell of a token of window (i, j) in the {grid.MapHeight}x{grid.MapWidth} map, or null if it is padding.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static float* {writer.Use(this)}(float* y, int i, int j, int token)"))
        {
            writer.Line($"int row = token / {grid.WindowWidth} * {grid.Rows} + i;");
            writer.Line($"int column = token % {grid.WindowWidth} * {grid.Columns} + j;");
            if (grid.IsPadded)
            {
                writer.Line($"if (row >= {grid.MapHeight} || column >= {grid.MapWidth})");
                writer.Line("    return null;");
            }

            string padded = Shape.TargetPadding == 0 ? "column" : $"(column + {Shape.TargetPadding})";
            writer.Line($"return y + row * {Shape.TargetRowStride} + {padded} * {Shape.TargetCellStride};");
        }
    }
}
