using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Testing;

/// <summary>Seeded weights for every tensor of a graph, well conditioned, as arrays and as a checkpoint.</summary>
internal sealed class RandomWeights
{
    private readonly Random _random;
    private readonly OrderedDictionary<string, (long[] Shape, float[] Values)> _tensors = new(StringComparer.Ordinal);

    public RandomWeights(LayerGraph graph, int seed)
    {
        _random = new Random(seed);
        foreach (var tensors in StateDictPlanner.Plan(graph))
            Add(tensors);
    }

    public float[] this[string name] => _tensors[name].Values;

    public Checkpoint ToCheckpoint()
    {
        var file = new SafetensorsBuilder();
        foreach (var (name, tensor) in _tensors)
            file.Add(name, tensor.Shape, tensor.Values);
        return Checkpoint.Open(file.ToArray(), "random");
    }

    public float[] Input(int length) => Values(length, 0, 2);

    private void Add(StateTensors t)
    {
        switch (t.Kind)
        {
            case StateTensorKind.Convolution:
                AddWeight(t, [t.Outputs, t.Inputs, t.KernelSize, t.KernelSize]);
                break;
            case StateTensorKind.Linear:
                AddWeight(t, [t.Outputs, t.Inputs]);
                break;
            case StateTensorKind.LayerNorm:
                AddNorm(t);
                break;
            case StateTensorKind.LayerScale:
                _tensors.Add(t.Name + ".gamma", ([1, t.Outputs, 1, 1], Values(t.Outputs, 0.5f, 0.25f)));
                break;
            case StateTensorKind.BatchNorm:
                AddNorm(t);
                _tensors.Add(t.Name + ".running_mean", ([t.Outputs], Values(t.Outputs, 0, 0.25f)));
                _tensors.Add(t.Name + ".running_var", ([t.Outputs], Values(t.Outputs, 1, 0.5f)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(t), t.Kind, "unknown kind of tensors");
        }
    }

    private void AddNorm(StateTensors t)
    {
        _tensors.Add(t.Name + ".weight", ([t.Outputs], Values(t.Outputs, 1, 0.5f)));
        _tensors.Add(t.Name + ".bias", ([t.Outputs], Values(t.Outputs, 0, 0.25f)));
    }

    private void AddWeight(StateTensors t, long[] shape)
    {
        int fanIn = t.Inputs * t.KernelSize * t.KernelSize;
        _tensors.Add(t.Name + ".weight", (shape, Values(t.Outputs * fanIn, 0, MathF.Sqrt(3f / fanIn))));
        if (t.Bias)
            _tensors.Add(t.Name + ".bias", ([t.Outputs], Values(t.Outputs, 0, 0.25f)));
    }

    private float[] Values(int length, float center, float range)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = center + (range * ((2 * _random.NextSingle()) - 1));
        return values;
    }
}
