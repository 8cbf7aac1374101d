using Emo.Codegen.Graph;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Emo.Onnx;

/// <summary>A model in ONNX Runtime at its fastest: all optimisations, input and outputs in memory that stays.</summary>
internal sealed class OrtNetwork : IDisposable
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _input;
    private readonly Dictionary<string, float[]> _outputs;
    private readonly OrtValue[] _outputValues;

    /// <param name="graph">The network.</param>
    /// <param name="weights">Its state dict.</param>
    /// <param name="stages">Whether the maps of all stages are outputs.</param>
    /// <param name="threads">Threads that share one prediction.</param>
    public OrtNetwork(LayerGraph graph, TensorSource weights, bool stages = false, int threads = 1)
        : this(OnnxExporter.Export(graph, weights, stages).ToByteArray(), threads)
    {
    }

    /// <param name="model">An ONNX file with one input.</param>
    /// <param name="threads">Threads that share one prediction.</param>
    public OrtNetwork(byte[] model, int threads = 1)
    {
        _options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(model, _options);
        var input = _session.InputMetadata.Single().Value;
        Input = new float[Length(input)];
        _input = Value(Input, input);
        _outputs = _session.OutputMetadata.ToDictionary(output => output.Key, output => new float[Length(output.Value)]);
        _outputValues = [.. _session.OutputNames.Select(name => Value(_outputs[name], _session.OutputMetadata[name]))];
    }

    /// <summary>The planar input of the next run.</summary>
    public float[] Input { get; }

    /// <summary>What the last run gave, by output; overwritten by the next.</summary>
    public IReadOnlyDictionary<string, float[]> Outputs => _outputs;

    public void Run() => _session.Run(_run, _session.InputNames, [_input], _session.OutputNames, _outputValues);

    public IReadOnlyDictionary<string, float[]> Run(float[] input)
    {
        input.CopyTo(Input, 0);
        Run();
        return Outputs;
    }

    public void Dispose()
    {
        foreach (var output in _outputValues)
            output.Dispose();
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }

    private static long Length(NodeMetadata value) => value.Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    private static OrtValue Value(float[] memory, NodeMetadata value) =>
        OrtValue.CreateTensorValueFromMemory(memory, [.. value.Dimensions.Select(dimension => (long)dimension)]);
}
