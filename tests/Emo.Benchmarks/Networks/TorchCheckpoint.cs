using Emo.Testing;

namespace Emo.Benchmarks.Networks;

/// <summary>The formula weights of a model as a file like the one that the authors publish.</summary>
internal static class TorchCheckpoint
{
    public static void Write(string path, string model)
    {
        using var weights = SyntheticWeights.Checkpoint(model);
        TestTensor[] tensors = [.. weights.Tensors.Select(tensor => tensor.Value.IsFloatingPoint
            ? TestTensor.Float32(tensor.Key, [.. tensor.Value.Shape], weights.Floats(tensor.Key))
            : TestTensor.Of(tensor.Key, "LongStorage", [.. tensor.Value.Shape], 1L))];
        File.WriteAllBytes(path, TorchFile.StateDict(tensors));
    }
}
