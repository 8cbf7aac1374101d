using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// The 16 numbers of the 4x4 inputs of each Winograd tile of a row: Bt d B, where the rows of Bt are 1 0 -1 0, 0 1 1 0, 0 -1 1 0 and
/// 0 1 0 -1.
/// Inputs outside of the map are zeros.
/// </summary>
internal sealed record WinogradInputKernel(MapLayout Source, WinogradScratch Scratch) : Kernel<WinogradInputKernel.Arguments>
{
    private const int Taps = 4;

    public override string BaseName => $"WinogradInput{Source.Height}x{Source.Width}x{Scratch.Inputs}";

    /// <summary>The cells at both ends of a row that are there to be read.</summary>
    private int Ends => Math.Min(Source.Padding, 1);

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"4x4 inputs of {Scratch.TileColumns} tiles to 16 numbers each. x: {Source.Height} rows of {Source.Width} cells of " +
            $"{Source.CellStride}, {Source.Padding} zero cell(s) at both ends. y: [16][{Scratch.InputPlane}].";
        using (writer.Method(this, summary))
        {
            for (int i = 0; i < Taps; i++)
            {
                writer.Line($"int row{i} = {WinogradScratch.Side} * row{Offset(i)};");
                writer.Line($"bool is{i} = (uint)row{i} < {Source.Height};");
                writer.Line($"float* line{i} = {Code.At($"x + row{Code.Text(i)} * {Code.Text(Source.RowStride)}", Source.FirstCell)};");
            }

            using var columns = writer.Block(
                $"for (int column = 0; column < {Scratch.TileColumns}; column++, y += {Scratch.Inputs})");
            EmitPointers(writer);
            writer.ChannelLoop(Scratch.Inputs, c => EmitNumbers(writer, c));
        }
    }

    private void EmitPointers(MemberWriter writer)
    {
        int last = Source.Width - 1 + Ends;
        for (int j = 0; j < Taps; j++)
        {
            writer.Line($"int column{j} = {WinogradScratch.Side} * column{Offset(j)};");
            bool isInside = (j > 0 || Ends > 0) && (WinogradScratch.Side * (Scratch.TileColumns - 1)) + j - 1 <= last;
            string test = isInside ? "" : j == 0 ? " && column0 >= 0" : $" && column{Code.Text(j)} <= {Code.Text(last)}";
            for (int i = 0; i < Taps; i++)
                writer.Line($"float* at{i}{j} = is{i}{test} ? line{i} + column{j} * {Source.CellStride} : zeros;");
        }
    }

    /// <summary>The first of a tile's inputs lies before its outputs.</summary>
    private static string Offset(int tap) => tap switch
    {
        0 => " - 1",
        1 => "",
        _ => $" + {Code.Text(tap - 1)}",
    };

    private void EmitNumbers(MemberWriter writer, LoopIndex c)
    {
        for (int j = 0; j < Taps; j++)
        {
            string scope = Code.Text(j);
            for (int i = 0; i < Taps; i++)
                writer.Line($"Floats x{i}{scope} = Load({c.At($"at{Code.Text(i)}{scope}")});");
            writer.Line($"Floats t0{scope} = x0{scope} - x2{scope}, t1{scope} = x1{scope} + x2{scope};");
            writer.Line($"Floats t2{scope} = x2{scope} - x1{scope}, t3{scope} = x1{scope} - x3{scope};");
        }

        for (int i = 0; i < Taps; i++)
        {
            string t = $"t{Code.Text(i)}";
            string[] numbers = [$"{t}0 - {t}2", $"{t}1 + {t}2", $"{t}2 - {t}1", $"{t}1 - {t}3"];
            for (int j = 0; j < Taps; j++)
                writer.Line($"({numbers[j]}).Store({c.At("y", (long)((i * Taps) + j) * Scratch.InputPlane)});");
        }
    }

    /// <param name="X">The map.</param>
    /// <param name="Y">The first number of the first tile.</param>
    /// <param name="Zeros">A cell of zeros.</param>
    /// <param name="Row">The tiles' row.</param>
    internal sealed record Arguments(FloatPointer X, FloatPointer Y, FloatPointer Zeros, Int Row) : Signature;
}
