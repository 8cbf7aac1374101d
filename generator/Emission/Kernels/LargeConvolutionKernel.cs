using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// A dense convolution whose panels are larger than the second-level cache holds: tap by tap over all rows, with the sums so far
/// in y. A sum for each tap first also keeps digits that one sum of ten thousand products would lose.
/// </summary>
internal sealed record LargeConvolutionKernel(ConvolutionShape Shape, ActivationKind Activation) : Kernel<ConvolutionArguments>
{
    public override string BaseName => $"Convolution{Shape.Name}{(Activation == ActivationKind.None ? "" : Activation.ToString())}";

    private MapLayout Source => Shape.Source;

    private MapLayout Target => Shape.Target;

    public override void Emit(MemberWriter writer)
    {
        int kernelSize = Shape.KernelSize;
        string activation = Activation == ActivationKind.None ? "" : $" {Activation.DisplayName()}.";
        using (writer.Method(this, $"{Shape.Summary}{activation} Tap by tap, so that the weights of a tap stay in the cache."))
        {
            writer.Line($"float* zeros = stackalloc float[{ChannelLayout.Panel}];");
            writer.Line($"new Span<float>(zeros, {ChannelLayout.Panel}).Clear();");
            writer.Line($"var share = worker.Share({Shape.Panels}, {Target.Height}); // {Shape.Panels} panel(s) of {Target.Height} row(s)");
            writer.Line("int count;");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
            writer.Line("int n = unit / share.Lines, first = share.Line + unit % share.Lines;");
            writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
            Shape.EmitPanelPointers(writer);
            using var taps = writer.Block($"for (int tap = 0; tap < {kernelSize * kernelSize}; tap++)");
            using var rows = writer.Block("for (int row = first; row < first + count; row++)");
            Shape.EmitTapRows(writer);
            writer.Line($"int tapRow = tap / {kernelSize}, column = tap % {kernelSize};");
            writer.Line("if (tapRow < firstTap || tapRow >= firstTap + taps)");
            writer.Line("    continue;");
            writer.Line($"float* line = x + (top + {Code.Times("tapRow", Shape.Dilation)}) * {Source.RowStride};");
            writer.Line(
                "float* source = line + " +
                $"({Code.Times("column", Shape.Dilation)} + {Source.Padding - Shape.Padding}) * {Source.CellStride};");
            string row = $"y + row * {Code.Text(Target.RowStride)} + n * {Code.Text(ChannelLayout.Panel)}";
            writer.Line($"float* target = {Code.At(row, Target.FirstCell)};");
            Shape.EmitPanels(writer, width => EmitTap(writer, width));
        }
    }

    private void EmitTap(MemberWriter writer, int width)
    {
        writer.Line($"float* w = panel + tap * {Shape.Inputs * width};");
        using (writer.Block("if (tapRow == firstTap && column == 0)"))
            EmitTiles(writer, width, "bias", OutputType.Plain);
        if (Activation != ActivationKind.None)
        {
            using var last = writer.Block($"else if (tapRow == firstTap + taps - 1 && column == {Shape.KernelSize - 1})");
            EmitTiles(writer, width, "zeros", new OutputType(Activation, Addend.PartOfSum));
        }

        using (writer.Block("else"))
            EmitTiles(writer, width, "zeros", new OutputType(ActivationKind.None, Addend.PartOfSum));
    }

    private void EmitTiles(MemberWriter writer, int width, string bias, OutputType output)
    {
        foreach (var run in writer.Target.CellTiles(Target.Width).Runs())
        {
            foreach (var (vectors, firstVector) in writer.Target.PanelParts(width).Each())
            {
                int part = firstVector * writer.Lanes;
                writer.Call(new TapPanelTile(run.Size, vectors), output, new TapPanelTile.Arguments(
                    X: Code.At("source", (long)run.Start * Shape.Stride * Source.CellStride),
                    XCell: Shape.Stride * Source.CellStride,
                    TapCell: 0,
                    TapRow: 0,
                    TapRows: 1,
                    TapColumns: 1,
                    Panel: Code.At("w", part),
                    Inputs: Shape.Inputs,
                    PanelWidth: width,
                    PanelSkip: 0,
                    Bias: Code.At(bias, part),
                    Y: Code.At("target", ((long)run.Start * Target.CellStride) + part),
                    YCell: Target.CellStride,
                    Tiles: run.Count,
                    Constants: "constants"));
            }
        }
    }
}
