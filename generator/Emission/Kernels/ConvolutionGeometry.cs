using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// The sizes of a dense convolution. Its weights are bias [N], then panels of 48 outputs (the last one narrower), each
/// [tap row][tap column][inputs][width].
/// </summary>
internal sealed record ConvolutionGeometry(MapView Source, MapView Target, int Kernel, int Stride, int Dilation, int Padding)
{
    /// <summary>Half of a second-level cache of 1 MB: what a panel may take, if it shall stay there beside the map.</summary>
    private const int PanelBytes = 512 * 1024;

    public string Name => $"{Inputs}To{Target.Channels}By{Kernel}x{Kernel}{(Stride == 1 ? "" : $"Stride{Stride}")}{(Dilation == 1 ? "" : $"Dilation{Dilation}")}";

    public string Summary =>
        $"Convolution {Kernel}x{Kernel}{(Stride == 1 ? "" : $", stride {Stride}")}{(Dilation == 1 ? "" : $", dilation {Dilation}")}, {Inputs} -> {Target.Channels}. " +
        $"x: {Source.Height} rows of {Source.Width} cells of {Source.CellStride}{ZeroCells(Source)}. " +
        $"y: {Target.Height} rows of {Target.Width} cells of {Target.CellStride}{ZeroCells(Target)}.";

    public int Inputs => Source.Channels;

    public int Panels => (PaddedOutputs + Align.Panel - 1) / Align.Panel;

    /// <summary>A panel does not stay in the second-level cache from one tile to the next.</summary>
    public bool IsLarge => Kernel > 1 && Source.Padding >= Padding && (long)Kernel * Kernel * Inputs * Align.Panel * sizeof(float) > PanelBytes;

    private int PaddedOutputs => Target.CellStride;

    private int FullPanels => PaddedOutputs / Align.Panel;

    private int LastWidth => PaddedOutputs - (FullPanels * Align.Panel);

    /// <summary>Bias and weights of panel n.</summary>
    public void EmitPanelPointers(KernelWriter writer)
    {
        writer.Line($"float* bias = weights + n * {Align.Panel};");
        writer.Line($"float* panel = weights + {PaddedOutputs} + n * {Align.Panel * Kernel * Kernel * Inputs};");
    }

    /// <summary>The rows of a map that the taps of an output row meet; those outside are left out.</summary>
    public void EmitTapRows(KernelWriter writer)
    {
        writer.Line($"int top = {(Stride == 1 ? "row" : $"row * {Stride}")}{(Padding == 0 ? "" : $" - {Padding}")};");
        string above = Dilation == 1 ? "-top" : $"({Dilation - 1} - top) / {Dilation}";
        string inside = Dilation == 1 ? $"{Source.Height} - top" : $"({Source.Height + Dilation - 1} - top) / {Dilation}";
        writer.Line($"int firstTap = Math.Max(0, {above});");
        writer.Line($"int taps = Math.Min({Kernel}, {inside}) - firstTap;");
    }

    /// <summary>What is done with panel n, which is full or the narrower last one.</summary>
    public void EmitPanels(KernelWriter writer, Action<int> emit)
    {
        if (LastWidth == 0 || FullPanels == 0)
        {
            emit(LastWidth == 0 ? Align.Panel : LastWidth);
            return;
        }

        using (writer.Block($"if (n < {FullPanels})"))
            emit(Align.Panel);
        using (writer.Block("else"))
            emit(LastWidth);
    }

    private static string ZeroCells(MapView view) => view.Padding == 0 ? "" : $", {view.Padding} zero cell(s) at both ends";
}
