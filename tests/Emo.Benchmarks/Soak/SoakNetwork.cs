using System.Runtime.InteropServices;

namespace Emo.Benchmarks.Soak;

/// <summary>Thrown by observers, to see that it comes out.</summary>
internal sealed class SoakException : Exception;

/// <summary>A network, and calls of it whose results are known from a single thread that did nothing else.</summary>
internal sealed class SoakNetwork
{
    private const int Inputs = 3;

    private readonly Func<string, IEmoModel> _load;
    private readonly List<Func<IEmoModel, bool>> _calls = [];

    private SoakNetwork(IEmoModel first, Func<string, IEmoModel> load, byte[] picture)
    {
        First = first;
        _load = load;
        for (int seed = 0; seed < Inputs; seed++)
            AddCalls(Input(seed), picture);
    }

    /// <summary>The instance that the others are forked from. Nobody disposes it before the end.</summary>
    public IEmoModel First { get; }

    public static SoakNetwork[] All(byte[] picture) =>
    [
        new(SoakClassifier.LoadNoise(), SoakClassifier.Load, picture),
        new(SoakDetector.LoadNoise(), SoakDetector.Load, picture),
    ];

    public static IEmoModel Fork(IEmoModel model) =>
        model is IClassifier classifier ? classifier.Fork() : ((IDetector)model).Fork();

    public IEmoModel Load(string path) => _load(path);

    /// <summary>One of the calls; false if a bit of its result is another one.</summary>
    public bool IsSame(IEmoModel model, Random random) => _calls[random.Next(_calls.Count)](model);

    private void AddCalls(float[] input, byte[] picture)
    {
        if (First is IClassifier)
        {
            Add(model => Predict((IClassifier)model, input));
            Add(model => ((IClassifier)model).Classify(picture));
        }
        else
        {
            Add(model => Forward((IDetector)model, input));
            Add(model => Detect((IDetector)model, input));
            Add(model => ((IDetector)model).Detect(picture));
        }
    }

    private void Add<T>(Func<IEmoModel, T[]> call)
    {
        var expected = call(First);
        _calls.Add(model => IsSame<T>(call(model), expected));
    }

    /// <summary>Numbers by their bits.</summary>
    private static bool IsSame<T>(T[] actual, T[] expected) => (object)actual is float[] numbers
        ? MemoryMarshal.AsBytes<float>(numbers).SequenceEqual(MemoryMarshal.AsBytes<float>((float[])(object)expected))
        : actual.AsSpan().SequenceEqual(expected);

    private static float[] Predict(IClassifier model, float[] input)
    {
        float[] logits = new float[model.ClassCount];
        model.Predict(input, logits);
        return logits;
    }

    private static float[] Forward(IDetector model, float[] input)
    {
        float[] outputs = new float[model.OutputLength];
        model.Predict(input, outputs);
        return outputs;
    }

    private static Detection[] Detect(IDetector model, float[] input)
    {
        var detections = new Detection[model.MaxDetections];
        return detections[..model.Detect(input, model.Info.Preprocessing.FrameOf(640, 480), detections)];
    }

    private float[] Input(int seed)
    {
        var random = new Random(seed);
        float[] input = new float[First.Info.Preprocessing.InputLength];
        for (int i = 0; i < input.Length; i++)
            input[i] = (4 * random.NextSingle()) - 2;
        return input;
    }
}
