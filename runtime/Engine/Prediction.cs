namespace Emo.CompilerServices;

/// <summary>The generated network and the memory of one prediction.</summary>
internal readonly unsafe struct Prediction(
    delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network,
    float* input, float* weights, float* arena, float* output, BlockObservation? observation)
{
    public void Run(Worker worker) => network(input, weights, arena, output, worker, observation);
}
