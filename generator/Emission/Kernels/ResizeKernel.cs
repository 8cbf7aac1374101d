using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// A map resized: the nearest cell floor(y * in / out), or bilinear with half-pixel centres, clamped at the edges, with
/// PyTorch's weights in float32 (<c>align_corners=False</c>). A map of one cell is copied to all, infinities as NaN: PyTorch adds the cell
/// times 0.
/// </summary>
internal sealed record ResizeKernel(MapLayout Source, MapLayout Target, ResizeKind Kind, bool AddToTarget) : Kernel<MapArguments>
{
    private bool IsNearest => Kind == ResizeKind.Nearest || IsOneCell;

    private bool IsOneCell => Source.Height == 1 && Source.Width == 1;

    public override string BaseName =>
        $"Resize{(Kind == ResizeKind.Nearest ? "Nearest" : IsOneCell ? "Cell" : "Bilinear")}{(AddToTarget ? "Add" : "")}" +
        $"{Source.Height}x{Source.Width}To{Target.Height}x{Target.Width}";

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"{Source.Height}x{Source.Width} cells of {Source.CellStride} to {Target.Height}x{Target.Width}: " +
            $"{(IsNearest ? "the nearest cell" : "bilinear, half-pixel centres, clamped at the edges")}" +
            $"{(AddToTarget ? ", added to y" : "")}.";
        using (writer.Method(this, summary))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            if (IsNearest)
                EmitNearest(writer);
            else
                EmitBilinear(writer);
        }
    }

    private void EmitNearest(MemberWriter writer)
    {
        writer.Line($"float* line = x + row * {Source.Height} / {Target.Height} * {Source.RowStride};");
        using (EmitCells(writer))
        {
            writer.Line($"float* source = line + (column * {Source.Width} / {Target.Width} + {Source.Padding}) * {Source.CellStride};");
            writer.ChannelLoop(Target.CellStride, c => EmitCopy(writer, c, $"Load({c.At("source")})"));
        }
    }

    private void EmitCopy(MemberWriter writer, LoopIndex c, string cell) => EmitStore(
        writer, c, Kind == ResizeKind.Nearest ? cell : $"MultiplyAddEstimate({cell}, Floats.Zero, {cell})");

    private void EmitBilinear(MemberWriter writer)
    {
        EmitPosition(writer, "row", "top", "bottom", "down", Source.Height, Target.Height);
        writer.Line($"float* upper = x + top * {Source.RowStride};");
        writer.Line($"float* lower = x + bottom * {Source.RowStride};");
        using (EmitCells(writer))
        {
            EmitPosition(writer, "column", "left", "right", "across", Source.Width, Target.Width);
            writer.Line(
                $"nint first = (left + {Source.Padding}) * {Source.CellStride}, " +
                $"second = (right + {Source.Padding}) * {Source.CellStride};");
            writer.Line("Floats leftWeight = Create(1 - across), rightWeight = Create(across);");
            writer.Line("Floats upperWeight = Create(1 - down), lowerWeight = Create(down);");
            writer.ChannelLoop(Target.CellStride, c => EmitInterpolation(writer, c));
        }
    }

    private void EmitInterpolation(MemberWriter writer, LoopIndex c)
    {
        writer.Line($"Floats above = Load({c.At("upper + first")}) * leftWeight;");
        writer.MultiplyAdd("above", $"Load({c.At("upper + second")})", "rightWeight");
        writer.Line($"Floats below = Load({c.At("lower + first")}) * leftWeight;");
        writer.MultiplyAdd("below", $"Load({c.At("lower + second")})", "rightWeight");
        EmitStore(writer, c, "MultiplyAddEstimate(below, lowerWeight, above * upperWeight)");
    }

    /// <summary>The two cells around a position, and the weight of the second.</summary>
    private static void EmitPosition(MemberWriter writer, string index, string first, string second, string weight, int size, int cells)
    {
        writer.Line($"float {weight} = Math.Max(0f, ({index} + 0.5f) * {Code.Literal((float)size / cells)} - 0.5f);");
        writer.Line($"int {first} = Math.Min((int){weight}, {size - 1}), {second} = Math.Min({first} + 1, {size - 1});");
        writer.Line($"{weight} = Math.Min({weight} - {first}, 1f);");
    }

    private SourceWriter.Body EmitCells(MemberWriter writer)
    {
        writer.Line($"float* target = {Code.At($"y + row * {Code.Text(Target.RowStride)}", Target.FirstCell)};");
        return writer.Block($"for (int column = 0; column < {Target.Width}; column++, target += {Target.CellStride})");
    }

    private void EmitStore(MemberWriter writer, LoopIndex c, string value)
    {
        string target = c.At("target");
        writer.Line(AddToTarget ? $"(Load({target}) + {value}).Store({target});" : $"{value}.Store({target});");
    }
}
