using Emo.Tool.Models;
using Emo.Tool.Specs;

namespace Emo.Tool.Blocks;

/// <summary>One of two files to compare: weights, or a dump of what blocks computed with them.</summary>
internal sealed class BlockSide : IDisposable
{
    private readonly Checkpoint? _dump;

    private BlockSide(string path, Checkpoint? dump) => (Path, _dump) = (path, dump);

    public string Path { get; }

    /// <summary>Whether the file has the blocks themselves.</summary>
    public bool IsDump => _dump is not null;

    /// <summary>The input that was dumped with the blocks, or null.</summary>
    public CheckpointTensor? Input => _dump?.Tensors.GetValueOrDefault(BlockDump.Input);

    /// <summary>A file with tensors that have the names of blocks, or the input's, is a dump; any other is of weights.</summary>
    public static BlockSide Open(string path, ToolSpec spec)
    {
        if (WeightsFile.IsPacked(path))
            return new BlockSide(path, null);
        var checkpoint = Checkpoint.Open(path);
        if (spec.Plan.Blocks.Select(block => block.Name).Append(BlockDump.Input).Any(checkpoint.Tensors.ContainsKey))
            return new BlockSide(path, checkpoint);
        checkpoint.Dispose();
        return new BlockSide(path, null);
    }

    /// <summary>What the blocks of the network compute, in their order.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="load">Makes the network of the path of its weights.</param>
    /// <param name="input">The input, asked for by weights only.</param>
    public IReadOnlyList<BlockValues> Values(ToolSpec spec, Func<string, LoadedNetwork> load, Func<ModelInfo, float[]> input)
    {
        if (_dump is { Tensors: var tensors })
            return [.. spec.Plan.Blocks.Select(block => BlockValues.Of(tensors.GetValueOrDefault(block.Name), Shape(block.Result.Output)))];
        using var network = load(Path);
        return BlockRecording.Of(network, input(network.Info)).ConvertAll(block => block.Values);
    }

    /// <summary>Names in a dump that are no blocks.</summary>
    public IEnumerable<string> Others(ToolSpec spec) => _dump is null
        ? []
        : _dump.Tensors.Keys.Except(spec.Plan.Blocks.Select(block => block.Name).Append(BlockDump.Input)).Order(StringComparer.Ordinal);

    public void Dispose() => _dump?.Dispose();

    public static FeatureShape Shape(Emo.Codegen.Graph.MapShape shape) => new(shape.Channels, shape.Height, shape.Width);
}
