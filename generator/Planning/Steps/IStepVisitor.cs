namespace Emo.Codegen.Planning;

/// <summary>What emission does with each kind of step; a strip is a loop of others.</summary>
internal interface IStepVisitor<out T>
{
    T Visit(PadInputStep step);

    T Visit(StemConvolutionStep step);

    T Visit(PointwiseStep step);

    T Visit(LinearStep step);

    T Visit(DepthwiseStep step);

    T Visit(ZeroPaddingStep step);

    T Visit(NormalizeStep step);

    T Visit(WindowPartitionStep step);

    T Visit(AttentionStep step);

    T Visit(RowSumsStep step);

    T Visit(MeanStep step);

    T Visit(GateWeightsStep step);

    T Visit(GateMapStep step);

    T Visit(ConvolutionStep step);

    T Visit(ResizeStep step);

    T Visit(AdaptiveMeanStep step);

    T Visit(ConcatenateStep step);

    T Visit(AddStep step);

    T Visit(PlanarOutputStep step);

    T Visit(VectorOutputStep step);

    T Visit(StripStep step);
}
