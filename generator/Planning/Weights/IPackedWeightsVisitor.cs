namespace Emo.Codegen.Planning;

/// <summary>What emission does with each layout of weights.</summary>
internal interface IPackedWeightsVisitor<out T>
{
    T Visit(PointwiseWeights weights);

    T Visit(ConvolutionWeights weights);

    T Visit(PanelConvolutionWeights weights);

    T Visit(WinogradWeights weights);

    T Visit(DepthwiseWeights weights);

    T Visit(LayerNormWeights weights);

    T Visit(BatchNormWeights weights);

    T Visit(LayerScaleWeights weights);
}
