using Emo.Samples;
using Emo.Tool.Models;
using Emo.Tool.Specs;

namespace Emo.Tool.Blocks;

/// <summary>
/// The input and the outputs of all blocks as a safetensors file, shaped as PyTorch's: [1, channels, height, width].
/// </summary>
internal static class BlockDump
{
    /// <summary>The name of the input's tensor.</summary>
    public const string Input = "input";

    /// <summary>Writes the file; returns the names of the blocks in it.</summary>
    public static IReadOnlyList<string> Write(string path, ToolSpec spec, LoadedNetwork network, float[] input)
    {
        var file = new SafetensorsFile();
        file.Add(Input, [1, spec.Spec.Input.Channels, spec.Spec.Input.Height, spec.Spec.Input.Width], input);
        var blocks = BlockRecording.Of(network, input).FindAll(block => block.Values.Values is not null);
        foreach (var block in blocks)
            file.Add(block.Name, Batch(block.Shape), block.Values.Values!);
        file.Save(path);
        return blocks.ConvertAll(block => block.Name);
    }

    private static long[] Batch(FeatureShape shape) =>
        shape is { Height: 1, Width: 1 } ? [1, shape.Channels] : [1, shape.Channels, shape.Height, shape.Width];
}
