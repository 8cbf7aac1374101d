namespace Emo.Samples.Classify.Blocks;

/// <summary>What a block computed; <see cref="Values"/> is null if its output does not exist.</summary>
internal sealed record RecordedBlock(string Name, FeatureShape Shape, float[]? Values);

/// <summary>The outputs of all blocks for one input.</summary>
internal static class BlockRecording
{
    public static IReadOnlyList<RecordedBlock> Of(IClassifier model, float[] input)
    {
        var blocks = new List<RecordedBlock>();
        model.Observer = output => blocks.Add(new RecordedBlock(output.Name, output.Shape, output.IsComputed ? output.ToArray() : null));
        model.Predict(input, new float[model.ClassCount]);
        model.Observer = null;
        return blocks;
    }
}
