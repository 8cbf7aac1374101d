namespace Emo.Codegen.Graph;

/// <summary>The maps of all inputs, of one size, channel after channel.</summary>
internal sealed record ConcatenateLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "concatenate";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
