using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Support;

/// <summary>
/// A network of a few lines in a real <see cref="ModelInstance"/>: steps that read what other workers wrote in the step before, so that a
/// worker too many, or one too few, shows in the numbers.
/// </summary>
internal static unsafe class TinyNetwork
{
    public const int InputLength = 3 * 4 * 6;

    private static readonly string[] s_blocks = ["first", "second", "third", "fourth"];

    private static Action s_action = () => { };

    public static readonly float[] Input = [.. Enumerable.Range(0, InputLength).Select(i => MathF.Sin(i))];

    private static readonly ModelInfo s_info = ModelInfos.Of("tiny", ModelInfos.Preprocessing(4, 6)) with
    {
        WeightBytes = InputLength * sizeof(float),
        ArenaBytes = 2 * InputLength * sizeof(float),
        ScratchBytes = 64,
    };

    public static ModelInstance Load() =>
        new(new ModelDefinition(s_info, _ => { }, _ => { }), s_info, Weights(), embeddingNorm: null);

    public static float[] Predict(ModelInstance instance)
    {
        float[] output = new float[InputLength];
        Predict(instance, Input, output);
        return output;
    }

    public static void Predict(ModelInstance instance, ReadOnlySpan<float> input, Span<float> outputs)
    {
        using var run = instance.Begin(input, outputs, InputLength);
        fixed (float* x = input, y = outputs)
            run.Execute(&Network, x, y);
    }

    public static void PredictBatch(
        ModelInstance instance, ReadOnlySpan<float> inputs, int count, Span<float> outputs, CancellationToken cancellation = default)
    {
        using var run = instance.BeginBatch(inputs, count, outputs, InputLength);
        fixed (float* x = inputs, y = outputs)
            run.ExecuteBatch(&Network, x, count, y, InputLength, cancellation);
    }

    /// <summary>Runs a batch of a network that calls <paramref name="action"/>; returns the thread that took each picture.</summary>
    public static int[] ThreadsOf(
        ModelInstance instance, ReadOnlySpan<float> inputs, int count, Action action, CancellationToken cancellation = default)
    {
        s_action = action;
        float[] outputs = new float[count * InputLength];
        using (var run = instance.BeginBatch(inputs, count, outputs, InputLength))
        {
            fixed (float* x = inputs, y = outputs)
                run.ExecuteBatch(&Calling, x, count, y, InputLength, cancellation);
        }

        return [.. Enumerable.Range(0, count).Select(picture => (int)outputs[picture * InputLength])];
    }

    public static NativeBuffer Weights()
    {
        var weights = new NativeBuffer(InputLength * sizeof(float));
        for (int i = 0; i < InputLength; i++)
            weights.Pointer[i] = MathF.Cos(i);
        return weights;
    }

    private static void Calling(float* input, float* weights, float* arena, float* output, Worker worker, BlockObservation? observation)
    {
        s_action();
        output[0] = Environment.CurrentManagedThreadId;
    }

    private static void Network(float* input, float* weights, float* arena, float* output, Worker worker, BlockObservation? observation)
    {
        float* source = input;
        for (int block = 0; block < s_blocks.Length; block++)
        {
            float* map = arena + (block % 2 * InputLength);
            for (int i = worker.First(InputLength); i < worker.End(InputLength); i++)
                map[i] = (source[((7 * i) + 3) % InputLength] * weights[i]) + (0.5f * source[InputLength - 1 - i]);
            worker.Wait();
            observation?.Show(worker, s_blocks[block], map, InputLength, 1, 1);
            source = map;
        }

        for (int i = worker.First(InputLength); i < worker.End(InputLength); i++)
            output[i] = source[InputLength - 1 - i];
    }
}
