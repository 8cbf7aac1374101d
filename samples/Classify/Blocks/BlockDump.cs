namespace Emo.Samples.Classify.Blocks;

/// <summary>
/// <c>--dump</c>: the input and the outputs of all blocks as a safetensors file, shaped as PyTorch's:
/// [1, channels, height, width].
/// </summary>
internal static class BlockDump
{
    /// <summary>The name of the input's tensor.</summary>
    public const string Input = "input";

    public static int Write(string path, IClassifier model, float[] input, TextWriter output)
    {
        var preprocessing = model.Info.Preprocessing;
        var file = new SafetensorsFile();
        file.Add(Input, [1, 3, preprocessing.InputHeight, preprocessing.InputWidth], input);
        var blocks = BlockRecording.Of(model, input).Where(block => block.Values is not null).ToList();
        foreach (var block in blocks)
            file.Add(block.Name, Batch(block.Shape), block.Values!);
        file.Save(path);
        output.WriteLine($"{path}: the input and the outputs of {blocks.Count} blocks");
        return 0;
    }

    private static long[] Batch(FeatureShape shape) =>
        shape is { Height: 1, Width: 1 } ? [1, shape.Channels] : [1, shape.Channels, shape.Height, shape.Width];
}
