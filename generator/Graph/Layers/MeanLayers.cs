namespace Emo.Codegen.Graph;

/// <summary>
/// Means over a grid of cells, PyTorch's <c>AdaptiveAvgPool2d</c>: rows floor(i * in / out) to ceil((i + 1) * in / out), which may
/// overlap; columns alike.
/// </summary>
internal sealed record AdaptiveMeanLayer(int Id, EquatableArray<int> Inputs, MapShape Input, MapShape Output)
    : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "adaptive mean";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}

/// <summary>The mean of each channel over the map.</summary>
internal sealed record GlobalMeanLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "global mean";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
