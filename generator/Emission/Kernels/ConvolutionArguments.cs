namespace Emo.Codegen.Emission;

/// <summary>What a dense convolution is called with.</summary>
internal sealed record ConvolutionArguments(
    FloatPointer X, FloatPointer Weights, FloatPointer Y, FloatPointer Constants, WorkerExpression Worker) : Signature;
