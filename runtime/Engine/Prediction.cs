namespace Emo.CompilerServices;

/// <summary>The generated network and the memory of one prediction, which workers share, or a batch, which they share out.</summary>
internal readonly unsafe struct Prediction(
    delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network,
    float* input, float* weights, float* arena, float* output, BlockObservation? observation, PictureBatch? batch)
{
    public void Run(Worker worker)
    {
        if (batch is null)
            network(input, weights, arena, output, worker, observation);
        else
            batch.Run(worker);
    }
}
