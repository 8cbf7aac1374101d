using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// A dense convolution as a matrix product that reads the map where it is: panels outside, rows inside. Tap rows outside the
/// map are left out row by row, tap columns when the code is generated. Workers share rows or panels.
/// </summary>
internal sealed record ConvolutionKernel(ConvolutionShape Shape, ActivationKind Activation, bool AddToTarget) : Kernel<ConvolutionArguments>
{
    public override string BaseName =>
        $"Convolution{Shape.Name}{(Activation == ActivationKind.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    private MapLayout Source => Shape.Source;

    private MapLayout Target => Shape.Target;

    private int Inputs => Shape.Inputs;

    /// <summary>The cells of neighbouring taps follow each other without a gap: a row of taps is one run of inputs.</summary>
    private bool TapsAreOneRun => Shape.Dilation == 1 && Inputs == Source.CellStride;

    public override void Emit(MemberWriter writer)
    {
        string activation = Activation == ActivationKind.None ? "" : $" {Activation.DisplayName()}.";
        using (writer.Method(this, $"{Shape.Summary}{activation}{(AddToTarget ? " Added to y." : "")}"))
        {
            writer.Line($"var share = worker.Share({Shape.Panels}, {Target.Height}); // {Shape.Panels} panel(s) of {Target.Height} row(s)");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit++)");
            writer.Line("int n = unit / share.Lines, row = share.Line + unit % share.Lines;");
            Shape.EmitPanelPointers(writer);
            Shape.EmitTapRows(writer);
            writer.Line($"float* source = x + (top + {Code.Times("firstTap", Shape.Dilation)}) * {Source.RowStride};");
            writer.Line($"float* target = y + row * {Target.RowStride} + n * {ChannelLayout.Panel};");
            Shape.EmitPanels(writer, width => EmitRow(writer, width));
        }
    }

    private void EmitRow(MemberWriter writer, int width)
    {
        writer.Line($"float* w = panel + firstTap * {Shape.KernelSize * Inputs * width};");
        foreach (var columns in TapColumns.Of(Shape))
        {
            foreach (var run in writer.Target.CellTiles(columns.Length).Runs())
                EmitTiles(writer, columns, run with { Start = columns.Start + run.Start }, width);
        }
    }

    /// <summary>Tiles of a row from a column on. A panel wider than the registers hold is taken in parts.</summary>
    private void EmitTiles(MemberWriter writer, TapColumns columns, TileRun run, int width)
    {
        int sourceCell = Source.Padding - Shape.Padding + (run.Start * Shape.Stride) + (columns.FirstTap * Shape.Dilation);
        var (tapColumns, inputs) = TapsAreOneRun ? (1, columns.Taps * Inputs) : (columns.Taps, Inputs);
        foreach (var (vectors, firstVector) in writer.Target.PanelParts(width).Each())
        {
            int part = firstVector * writer.Lanes;
            writer.Call(new TapPanelTile(run.Size, vectors), OutputType.Of(Activation, AddToTarget), new TapPanelTile.Arguments(
                X: Code.At("source", (long)sourceCell * Source.CellStride),
                XCell: Shape.Stride * Source.CellStride,
                TapCell: Shape.Dilation * Source.CellStride,
                TapRow: Shape.Dilation * Source.RowStride,
                TapRows: "taps",
                TapColumns: tapColumns,
                Panel: Code.At("w", ((long)columns.FirstTap * Inputs * width) + part),
                Inputs: inputs,
                PanelWidth: width,
                PanelSkip: (Shape.KernelSize - columns.Taps) * Inputs * width,
                Bias: Code.At("bias", part),
                Y: Code.At("target", ((long)(Target.Padding + run.Start) * Target.CellStride) + part),
                YCell: Target.CellStride,
                Tiles: run.Count,
                Constants: "constants"));
        }
    }
}
