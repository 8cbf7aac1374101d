namespace Emo.Codegen.Graph;

/// <summary>
/// A map resized to the output's size: the nearest cell (floor(y * in / out)), or bilinear with half-pixel centres
/// (<c>align_corners=False</c>).
/// </summary>
internal sealed record ResizeLayer(int Id, EquatableArray<int> Inputs, MapShape Input, MapShape Output, ResizeKind Kind)
    : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "resize";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}

internal enum ResizeKind
{
    Nearest,
    Bilinear,
}
