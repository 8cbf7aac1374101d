using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// A dense convolution between two maps. Its weights are bias [N], then panels of 48 outputs (the last one narrower), each
/// [tap row][tap column][inputs][width].
/// </summary>
internal sealed record ConvolutionShape(MapLayout Source, MapLayout Target, ConvolutionGeometry Geometry)
{
    /// <summary>Half of a second-level cache of 1 MB: what a panel may take, if it shall stay there beside the map.</summary>
    private const int PanelBytes = 512 * 1024;

    public int KernelSize => Geometry.KernelSize;

    public int Stride => Geometry.Stride;

    public int Dilation => Geometry.Dilation;

    public int Padding => Geometry.Padding;

    public string Name =>
        $"{Inputs}To{Target.Channels}By{KernelSize}x{KernelSize}{(Stride == 1 ? "" : $"Stride{Stride}")}" +
        $"{(Dilation == 1 ? "" : $"Dilation{Dilation}")}";

    public string Summary =>
        $"Convolution {KernelSize}x{KernelSize}{(Stride == 1 ? "" : $", stride {Stride}")}" +
        $"{(Dilation == 1 ? "" : $", dilation {Dilation}")}, {Inputs} -> {Target.Channels}. " +
        $"x: {Source.Height} rows of {Source.Width} cells of {Source.CellStride}{ZeroCells(Source)}. " +
        $"y: {Target.Height} rows of {Target.Width} cells of {Target.CellStride}{ZeroCells(Target)}.";

    public int Inputs => Source.Channels;

    public int Panels => ChannelLayout.Panels(Target.Channels);

    /// <summary>A panel does not stay in the second-level cache from one tile to the next.</summary>
    public bool IsLarge => KernelSize > 1 && Source.Padding >= Padding && PanelFloats(ChannelLayout.Panel) * sizeof(float) > PanelBytes;

    private int FullPanels => ChannelLayout.Pad(Target.Channels) / ChannelLayout.Panel;

    private int LastWidth => ChannelLayout.Pad(Target.Channels) - (FullPanels * ChannelLayout.Panel);

    /// <summary>Bias and weights of panel n.</summary>
    public void EmitPanelPointers(MemberWriter writer)
    {
        writer.Line($"float* bias = weights + n * {ChannelLayout.Panel};");
        writer.Line($"float* panel = weights + {ChannelLayout.Pad(Target.Channels)} + n * {PanelFloats(ChannelLayout.Panel)};");
    }

    /// <summary>The rows of a map that the taps of an output row meet; those outside are left out.</summary>
    public void EmitTapRows(MemberWriter writer)
    {
        string row = Code.Times("row", Stride);
        writer.Line($"int top = {row}{(Padding == 0 ? "" : $" - {Code.Text(Padding)}")};");
        string above = Dilation == 1 ? "-top" : $"({Code.Text(Dilation - 1)} - top) / {Code.Text(Dilation)}";
        string inside = Dilation == 1
            ? $"{Code.Text(Source.Height)} - top"
            : $"({Code.Text(Source.Height + Dilation - 1)} - top) / {Code.Text(Dilation)}";
        writer.Line($"int firstTap = Math.Max(0, {above});");
        writer.Line($"int taps = Math.Min({KernelSize}, {inside}) - firstTap;");
    }

    /// <summary>What is done with panel n, which is full or the narrower last one.</summary>
    public void EmitPanels(MemberWriter writer, Action<int> emit)
    {
        if (LastWidth == 0 || FullPanels == 0)
        {
            emit(LastWidth == 0 ? ChannelLayout.Panel : LastWidth);
            return;
        }

        using (writer.Block($"if (n < {FullPanels})"))
            emit(ChannelLayout.Panel);
        using (writer.Block("else"))
            emit(LastWidth);
    }

    private long PanelFloats(int width) => (long)KernelSize * KernelSize * Inputs * width;

    private static string ZeroCells(MapLayout map) => map.Padding == 0 ? "" : $", {Code.Text(map.Padding)} zero cell(s) at both ends";
}
