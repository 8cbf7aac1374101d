namespace Emo.Codegen.Graph;

/// <summary>The shape of a feature map. A vector is a map of one cell.</summary>
internal sealed record MapShape(int Channels, int Height, int Width)
{
    public long Cells => (long)Height * Width;

    /// <summary>As PyTorch writes it: channels first.</summary>
    public string ToPlanarText() => Cells == 1 ? $"[{Channels}]" : $"[{Channels}, {Height}, {Width}]";

    public override string ToString() => Cells == 1 ? $"{Channels}" : $"{Height}x{Width}x{Channels}";
}
