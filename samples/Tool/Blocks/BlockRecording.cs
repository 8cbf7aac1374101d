using Emo.Tool.Models;

namespace Emo.Tool.Blocks;

/// <summary>What a block computed.</summary>
internal sealed record RecordedBlock(string Name, FeatureShape Shape, BlockValues Values);

/// <summary>The outputs of all blocks for one input.</summary>
internal static class BlockRecording
{
    public static List<RecordedBlock> Of(LoadedNetwork network, float[] input)
    {
        var blocks = new List<RecordedBlock>();
        network.Model.Observer = output => blocks.Add(new RecordedBlock(output.Name, output.Shape, BlockValues.Of(output)));
        network.Predict(input);
        network.Model.Observer = null;
        return blocks;
    }
}
