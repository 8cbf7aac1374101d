namespace Emo.Codegen.Graph;

/// <summary>The sum of two maps of one shape.</summary>
internal sealed record AddLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => "add";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => true;
}
