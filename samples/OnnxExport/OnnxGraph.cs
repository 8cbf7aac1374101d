using System.Globalization;
using System.Runtime.InteropServices;
using Emo.Onnx.Schema;
using Google.Protobuf;
using static Emo.Onnx.Schema.TensorProto.Types;

namespace Emo.Onnx;

/// <summary>Collects the nodes and constants of an ONNX graph. Values are strings, as in ONNX: the names of the edges.</summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>17 is the first with LayerNormalization, and the last whose ReduceMean takes its axes as an attribute.</summary>
    private const int OperatorSet = 17;

    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, string> _integers = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What the next nodes belong to: the first part of their names.</summary>
    public string Scope { get; set; } = "";

    public void Input(string name, params ReadOnlySpan<long> dimensions) => _graph.Input.Add(Value(name, dimensions));

    /// <summary>Gives <paramref name="value"/> out under a name of its own.</summary>
    public void Output(string name, string value, params ReadOnlySpan<long> dimensions)
    {
        Add("Identity", name, [value], []);
        _graph.Output.Add(Value(name, dimensions));
    }

    /// <summary>Adds a node with one output; returns the output.</summary>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string output = NewName(operation);
        Add(operation, output, inputs, attributes);
        return output;
    }

    public string Floats(string role, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) =>
        Constant(NewName(role), DataType.Float, dimensions, MemoryMarshal.AsBytes(values));

    public string Float(string role, double value) => Floats(role, [(float)value]);

    /// <summary>A vector of integers: a shape, or the arguments of Pad and Slice. Equal ones share a constant.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        string key = "integers_" + string.Join('_', values.ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)));
        if (!_integers.TryGetValue(key, out string? constant))
            _integers.Add(key, constant = Constant(key, DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values)));
        return constant;
    }

    public string Reshape(string value, params ReadOnlySpan<long> dimensions) => Node("Reshape", [value, Integers(dimensions)]);

    public string Transpose(string value, params ReadOnlySpan<long> permutation) =>
        Node("Transpose", [value], NodeAttribute.Integers("perm", permutation));

    public ModelProto ToModel() => new()
    {
        IrVersion = 8,
        ProducerName = "Emo.Codegen",
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
    };

    private void Add(string operation, string output, string[] inputs, ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { Name = output, OpType = operation, Output = { output } };
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes.ToArray());
        _graph.Node.Add(node);
    }

    private string NewName(string role) => string.Create(CultureInfo.InvariantCulture, $"{Scope}/{role}_{_count++}");

    private string Constant(string name, DataType type, ReadOnlySpan<long> dimensions, ReadOnlySpan<byte> data)
    {
        var tensor = new TensorProto { Name = name, DataType = type, RawData = ByteString.CopyFrom(data) };
        tensor.Dims.AddRange(dimensions.ToArray());
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Value(string name, ReadOnlySpan<long> dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (long dimension in dimensions)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = DataType.Float, Shape = shape } },
        };
    }
}
