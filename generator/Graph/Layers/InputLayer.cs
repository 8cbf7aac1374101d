namespace Emo.Codegen.Graph;

/// <summary>The network's input, planar.</summary>
internal sealed record InputLayer(int Id, MapShape Output) : Layer(Id, "input", EquatableArray<int>.Empty, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "input";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
