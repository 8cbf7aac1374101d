using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Global mean, 1x1 to <see cref="Reduced"/> channels, activation, 1x1 back, sigmoid, multiply.</summary>
internal sealed record SqueezeExciteLayer(
    int Id, string Name, EquatableArray<int> Inputs, MapShape Output, int Reduced, ActivationKind Activation)
    : Layer(Id, Name, Inputs, Output)
{
    public override GraphCost Cost =>
        GraphCost.OfProducts(Reduced, Output.Channels, bias: true, cells: 1) +
        GraphCost.OfProducts(Output.Channels, Reduced, bias: true, cells: 1);

    public override IReadOnlyList<StateTensors> Tensors =>
    [
        StateTensors.Convolution($"{Name}.conv_reduce", Reduced, Output.Channels, kernelSize: 1, bias: true),
        StateTensors.Convolution($"{Name}.conv_expand", Output.Channels, Reduced, kernelSize: 1, bias: true),
    ];

    public override string Description => FormattableString.Invariant($"squeeze-excite, {Reduced} reduced");

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
