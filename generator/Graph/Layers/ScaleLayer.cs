namespace Emo.Codegen.Graph;

/// <summary>Each channel times a factor: EMOv2's layer scale, the tensor <c>gamma</c> of the shape [1, channels, 1, 1].</summary>
internal sealed record ScaleLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, Name, Inputs, Output)
{
    public override GraphCost Cost => new(Parameters: Output.Channels, MultiplyAdds: 0);

    public override IReadOnlyList<StateTensors> Tensors => [StateTensors.LayerScale(Name, Output.Channels)];

    public override string Description => "layer scale";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => before is ConvolutionLayer or BatchNormLayer;
}
