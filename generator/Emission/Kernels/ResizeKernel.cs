using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A map resized: the nearest cell floor(y * in / out), or bilinear with half-pixel centres, clamped at the edges, with
/// PyTorch's weights in float32 (<c>align_corners=False</c>). A map of one cell is copied to all.
/// </summary>
internal sealed record ResizeKernel(MapView Source, MapView Target, ResizeKind Kind, bool AddToTarget) : Kernel
{
    private bool IsNearest => Kind == ResizeKind.Nearest || (Source.Height == 1 && Source.Width == 1);

    public override string BaseName =>
        $"Resize{(IsNearest ? "Nearest" : "Bilinear")}{(AddToTarget ? "Add" : "")}{Source.Height}x{Source.Width}To{Target.Height}x{Target.Width}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"{Source.Height}x{Source.Width} cells of {Source.CellStride} to {Target.Height}x{Target.Width}: " +
            $"{(IsNearest ? "the nearest cell" : "bilinear, half-pixel centres, clamped at the edges")}{(AddToTarget ? ", added to y" : "")}.");
        using (writer.Method("float* x, float* y, Worker worker"))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            if (IsNearest)
                EmitNearest(writer);
            else
                EmitBilinear(writer);
        }
    }

    private void EmitNearest(KernelWriter writer)
    {
        writer.Line($"float* line = x + row * {Source.Height} / {Target.Height} * {Source.RowStride};");
        using (EmitCells(writer))
        {
            writer.Line($"float* source = line + (column * {Source.Width} / {Target.Width} + {Source.Padding}) * {Source.CellStride};");
            using (EmitChannels(writer))
                EmitStore(writer, "Load(source + c)");
        }
    }

    private void EmitBilinear(KernelWriter writer)
    {
        EmitPosition(writer, "row", "top", "bottom", "down", Source.Height, Target.Height);
        writer.Line($"float* upper = x + top * {Source.RowStride};");
        writer.Line($"float* lower = x + bottom * {Source.RowStride};");
        using (EmitCells(writer))
        {
            EmitPosition(writer, "column", "left", "right", "across", Source.Width, Target.Width);
            writer.Line($"nint first = (left + {Source.Padding}) * {Source.CellStride}, second = (right + {Source.Padding}) * {Source.CellStride};");
            writer.Line("Floats leftWeight = Create(1 - across), rightWeight = Create(across);");
            writer.Line("Floats upperWeight = Create(1 - down), lowerWeight = Create(down);");
            using (EmitChannels(writer))
            {
                writer.Line("Floats above = Load(upper + first + c) * leftWeight;");
                writer.MultiplyAdd("above", "Load(upper + second + c)", "rightWeight");
                writer.Line("Floats below = Load(lower + first + c) * leftWeight;");
                writer.MultiplyAdd("below", "Load(lower + second + c)", "rightWeight");
                EmitStore(writer, "MultiplyAddEstimate(below, lowerWeight, above * upperWeight)");
            }
        }
    }

    /// <summary>The two cells around a position, and the weight of the second.</summary>
    private static void EmitPosition(KernelWriter writer, string index, string first, string second, string weight, int size, int cells)
    {
        writer.Line($"float {weight} = Math.Max(0f, ({index} + 0.5f) * {KernelWriter.Literal((float)size / cells)} - 0.5f);");
        writer.Line($"int {first} = Math.Min((int){weight}, {size - 1}), {second} = Math.Min({first} + 1, {size - 1});");
        writer.Line($"{weight} = Math.Min({weight} - {first}, 1f);");
    }

    private SourceWriter.Body EmitCells(KernelWriter writer)
    {
        writer.Line($"float* target = {KernelWriter.At($"y + row * {KernelWriter.Text(Target.RowStride)}", Target.Padding * Target.CellStride)};");
        return writer.Block($"for (int column = 0; column < {Target.Width}; column++, target += {Target.CellStride})");
    }

    private SourceWriter.Body EmitChannels(KernelWriter writer) => writer.Block($"for (int c = 0; c < {Target.CellStride}; c += {writer.Lanes})");

    private void EmitStore(KernelWriter writer, string value) =>
        writer.Line(AddToTarget ? $"(Load(target + c) + {value}).Store(target + c);" : $"{value}.Store(target + c);");
}
