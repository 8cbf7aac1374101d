namespace Emo.Codegen.Graph;

/// <summary>A matrix, with bias, times the one cell of its input.</summary>
internal sealed record LinearLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Input, MapShape Output)
    : Layer(Id, Name, Inputs, Output)
{
    public override GraphCost Cost => GraphCost.OfProducts(Output.Channels, Input.Channels, bias: true, cells: 1);

    public override IReadOnlyList<StateTensors> Tensors => [StateTensors.Linear(Name, Output.Channels, Input.Channels)];

    public override string Description => "linear";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
