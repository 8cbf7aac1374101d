using Emo.Codegen.Graph;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Emo.Onnx.Tests.Support;

/// <summary>A graph, exported and run by ONNX Runtime as the benchmarks run it: all optimisations, one thread.</summary>
internal sealed class OrtNetwork : IDisposable
{
    private readonly SessionOptions _options = new()
    {
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        IntraOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private readonly InferenceSession _session;

    public OrtNetwork(LayerGraph graph, TensorSource weights, bool stages = false) =>
        _session = new InferenceSession(OnnxExporter.Export(graph, weights, stages).ToByteArray(), _options);

    public Dictionary<string, float[]> Run(float[] input)
    {
        long[] shape = [.. _session.InputMetadata["input"].Dimensions];
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, ["input"], [value], _session.OutputNames);
        return _session.OutputNames.Zip(outputs).ToDictionary(output => output.First, output => output.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}
