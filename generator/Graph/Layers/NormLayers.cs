namespace Emo.Codegen.Graph;

/// <summary>Batch norm at inference.</summary>
internal sealed record BatchNormLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output, double Epsilon)
    : Layer(Id, Name, Inputs, Output)
{
    public override GraphCost Cost => new(Parameters: 2 * Output.Channels, MultiplyAdds: 0);

    public override IReadOnlyList<StateTensors> Tensors => [StateTensors.BatchNorm(Name, Output.Channels)];

    public override string Description => "BN";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => before is ConvolutionLayer;
}

/// <summary>Layer norm of each cell over its channels.</summary>
internal sealed record LayerNormLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output, double Epsilon)
    : Layer(Id, Name, Inputs, Output)
{
    public override GraphCost Cost => new(Parameters: 2 * Output.Channels, MultiplyAdds: 0);

    public override IReadOnlyList<StateTensors> Tensors => [StateTensors.LayerNorm(Name, Output.Channels)];

    public override string Description => "LN";

    public override bool IsOperator => false;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;
}
