using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Tests.Support;

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
        var header = new Dictionary<string, object>();
        using var data = new MemoryStream();
        foreach (var (name, tensor) in _tensors)
        {
            long begin = data.Length;
            data.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
            header.Add(name, new { dtype = "F32", shape = tensor.Shape, data_offsets = new[] { begin, data.Length } });
        }

        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return Checkpoint.Open(new ReadOnlyMemory<byte>([.. length, .. json, .. data.ToArray()]), "random");
    }

    public float[] Input(int length) => Values(length, 0, 2);

    private void Add(StateTensors t)
    {
        switch (t.Kind)
        {
            case StateTensorKind.Convolution:
                AddWeight(t, [t.Outputs, t.Inputs, t.Kernel, t.Kernel]);
                break;
            case StateTensorKind.Linear:
                AddWeight(t, [t.Outputs, t.Inputs]);
                break;
            default:
                _tensors.Add(t.Name + ".weight", ([t.Outputs], Values(t.Outputs, 1, 0.5f)));
                _tensors.Add(t.Name + ".bias", ([t.Outputs], Values(t.Outputs, 0, 0.25f)));
                if (t.Kind == StateTensorKind.BatchNorm)
                {
                    _tensors.Add(t.Name + ".running_mean", ([t.Outputs], Values(t.Outputs, 0, 0.25f)));
                    _tensors.Add(t.Name + ".running_var", ([t.Outputs], Values(t.Outputs, 1, 0.5f)));
                }

                break;
        }
    }

    private void AddWeight(StateTensors t, long[] shape)
    {
        int fanIn = t.Inputs * t.Kernel * t.Kernel;
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
