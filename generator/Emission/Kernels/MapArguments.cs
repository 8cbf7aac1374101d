namespace Emo.Codegen.Emission;

/// <summary>From one map to another.</summary>
internal sealed record MapArguments(FloatPointer X, FloatPointer Y, WorkerExpression Worker) : Signature;

/// <summary>From one vector to another, by one worker.</summary>
internal sealed record VectorArguments(FloatPointer X, FloatPointer Y) : Signature;
