using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// A dense 3x3 convolution by Winograd tiles (2x2 outputs), a strip of tile rows at a time: the 16 numbers of each, 16 matrix products, the
/// outputs. Weights are bias [N], then panels of 48 outputs (the last one narrower), each [16][inputs][width]. Workers share strips.
/// </summary>
internal sealed record WinogradKernel(
    MapLayout Source, MapLayout Target, WinogradScratch Scratch, ActivationKind Activation, bool AddToTarget)
    : Kernel<WinogradKernel.Arguments>
{
    public override string BaseName =>
        $"Winograd{Source.Channels}To{Target.Channels}{(Activation == ActivationKind.None ? "" : Activation.ToString())}" +
        $"{(AddToTarget ? "Add" : "")}";

    private int FullPanels => Scratch.Outputs / ChannelLayout.Panel;

    private int LastWidth => Scratch.Outputs % ChannelLayout.Panel;

    public override void Emit(MemberWriter writer)
    {
        string activation = Activation == ActivationKind.None ? "" : $", {Activation.DisplayName()}";
        string summary =
            $"Convolution 3x3, {Source.Channels} -> {Target.Channels}{activation}, by tiles of 2x2 outputs." +
            $"{(AddToTarget ? " Added to y." : "")} {Scratch.TileRows} rows of {Scratch.TileColumns} tiles, {Scratch.StripRows} at a time.";
        using (writer.Method(this, summary))
        {
            writer.Line("float* zeros = scratch;");
            writer.Line($"float* inputs = zeros + {Scratch.ZeroFloats}; // [16][{Scratch.InputPlane}]");
            writer.Line($"float* products = inputs + {WinogradScratch.Numbers * Scratch.InputPlane}; // [16][{Scratch.OutputPlane}]");
            writer.Line($"new Span<float>(zeros, {Scratch.ZeroFloats}).Clear();");
            writer.Line($"int end = worker.End({Scratch.Strips});");
            using var strips = writer.Block($"for (int strip = worker.First({Scratch.Strips}); strip < end; strip++)");
            writer.Line($"int first = {Code.Times("strip", Scratch.StripRows)};");
            writer.Line($"int rows = Math.Min({Scratch.StripRows}, {Scratch.TileRows} - first);");
            using (writer.Indent("for (int row = 0; row < rows; row++)"))
            {
                writer.Call(new WinogradInputKernel(Source, Scratch), new(
                    X: "x", Y: $"inputs + row * {Code.Text(Scratch.TileColumns * Scratch.Inputs)}", Zeros: "zeros", Row: "first + row"));
            }

            using (writer.Block($"for (int number = 0; number < {WinogradScratch.Numbers}; number++)"))
                EmitProducts(writer);
            using (writer.Block("for (int row = 0; row < rows; row++)"))
                EmitOutputs(writer);
        }
    }

    private void EmitProducts(MemberWriter writer)
    {
        if (FullPanels > 0)
        {
            using (writer.Block($"for (int n = 0; n < {FullPanels}; n++)"))
                EmitPanel(writer, "n", ChannelLayout.Panel);
        }

        if (LastWidth == 0)
            return;
        using (writer.Block(""))
            EmitPanel(writer, Code.Text(FullPanels), LastWidth);
    }

    private void EmitPanel(MemberWriter writer, string n, int width)
    {
        int inputs = Source.Channels;
        long panel = (long)WinogradScratch.Numbers * inputs * ChannelLayout.Panel;
        writer.Line(
            $"float* panel = weights + {Code.Text(Scratch.Outputs)} + (nint){n} * {Code.Text(panel)} + " +
            $"number * {Code.Text(inputs * width)};");
        writer.Line($"float* source = inputs + number * {Scratch.InputPlane};");
        writer.Line($"float* target = products + number * {Scratch.OutputPlane} + {n} * {Code.Text(ChannelLayout.Panel)};");
        string next = $"source += {Code.Text(Scratch.TileColumns * Scratch.Inputs)}, " +
            $"target += {Code.Text(Scratch.TileColumns * Scratch.Outputs)}";
        using var rows = writer.Block($"for (int row = 0; row < rows; row++, {next})");
        foreach (var run in writer.Target.CellTiles(Scratch.TileColumns).Runs())
        {
            foreach (var (vectors, firstVector) in writer.Target.PanelParts(width).Each())
            {
                int part = firstVector * writer.Lanes;
                writer.Call(new TapPanelTile(run.Size, vectors), OutputType.Plain, new TapPanelTile.Arguments(
                    X: Code.At("source", (long)run.Start * Scratch.Inputs),
                    XCell: Scratch.Inputs,
                    TapCell: 0,
                    TapRow: 0,
                    TapRows: 1,
                    TapColumns: 1,
                    Panel: Code.At("panel", part),
                    Inputs: inputs,
                    PanelWidth: width,
                    PanelSkip: 0,
                    Bias: "zeros",
                    Y: Code.At("target", ((long)run.Start * Scratch.Outputs) + part),
                    YCell: Scratch.Outputs,
                    Tiles: run.Count,
                    Constants: "constants"));
            }
        }
    }

    private void EmitOutputs(MemberWriter writer)
    {
        string row = $"y + (first + row) * {Code.Text(WinogradScratch.Side * Target.RowStride)}";
        writer.Call(new WinogradOutputTile(), OutputType.Of(Activation, AddToTarget), new WinogradOutputTile.Arguments(
            X: $"products + row * {Code.Text(Scratch.TileColumns * Scratch.Outputs)}",
            XPlane: Scratch.OutputPlane,
            Bias: "weights",
            Outputs: Scratch.Outputs,
            Y: Code.At(row, Target.FirstCell),
            YCell: Target.CellStride,
            YRow: Target.RowStride,
            Rows: $"{Code.Text(Target.Height)} - (first + row) * {WinogradScratch.Side}",
            Columns: Target.Width,
            Constants: "constants"));
    }

    /// <param name="X">The map.</param>
    /// <param name="Weights">Bias, panels.</param>
    /// <param name="Y">The result.</param>
    /// <param name="Scratch">This worker's.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes some strips.</param>
    internal sealed record Arguments(
        FloatPointer X, FloatPointer Weights, FloatPointer Y, FloatPointer Scratch, FloatPointer Constants, WorkerExpression Worker)
        : Signature;
}
