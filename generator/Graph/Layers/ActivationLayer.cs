using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>A function of each value by itself.</summary>
internal sealed record ActivationLayer(int Id, EquatableArray<int> Inputs, MapShape Output, ActivationKind Activation)
    : Layer(Id, "", Inputs, Output)
{
    public override GraphCost Cost => GraphCost.None;

    public override IReadOnlyList<StateTensors> Tensors => [];

    public override string Description => Activation.DisplayName();

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => true;
}
