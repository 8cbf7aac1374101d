using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>
/// Reads the checkpoint that an index and the files beside it are together. Every tensor is in the file that the index names, and every
/// file has just the tensors that the index says.
/// </summary>
internal static class ShardedReader
{
    public static CheckpointContents Read(CheckpointFile file, CheckpointOptions options)
    {
        var index = ShardIndex.Read(file);
        if (options.StateDict is not null)
        {
            throw file.Error(
                $"a sharded checkpoint holds one set of tensors, so state dict {Printable.Quote(options.StateDict)} cannot be chosen; " +
                $"leave {nameof(CheckpointOptions)}.{nameof(CheckpointOptions.StateDict)} null");
        }

        if (file is not FileOnDisk)
            throw file.Error("it is the index of a sharded checkpoint, whose files lie beside it: open it by its path");

        List<CheckpointFile> shards = [];
        try
        {
            ImmutableArray<string> labels = [];
            Dictionary<string, StateDictCandidate> contents = new(StringComparer.Ordinal);
            SortedSet<string> named = new(StringComparer.Ordinal);
            foreach (string name in index.Shards)
            {
                FileOnDisk shard = new(ShardPath.Of(file, name));
                shards.Add(shard);
                var content = FileFormat.ReadShard(shard);
                labels = labels.IsEmpty ? content.Labels : labels;
                named.UnionWith(content.NamedObjects);
                contents.Add(name, PlainStateDict(shard, content));
            }

            return new CheckpointContents([Join(file, index, contents)], index.Metadata, [.. named], shards) { Labels = labels };
        }
        catch
        {
            foreach (var shard in shards)
                shard.Dispose();
            throw;
        }
    }

    private static StateDictCandidate PlainStateDict(FileOnDisk shard, CheckpointContents content) =>
        content.StateDicts.FirstOrDefault(candidate => candidate.Key is null) ?? throw shard.Error(
            "it holds no plain state dict, as one of several files that hold a network together must");

    private static StateDictCandidate Join(CheckpointFile file, ShardIndex index, Dictionary<string, StateDictCandidate> contents)
    {
        OrderedDictionary<string, CheckpointTensor> tensors = new(index.Files.Count);
        OrderedDictionary<string, string> unreadable = [];
        foreach (var (name, shard) in index.Files)
        {
            if (contents[shard].Tensors.TryGetValue(name, out var tensor))
                tensors.Add(name, tensor);
            else if (contents[shard].Unreadable.TryGetValue(name, out string? reason))
                unreadable.Add(name, reason);
            else
                throw file.Error(name, $"it is not in {Printable.Quote(shard)}, where the index puts it");
        }

        // All that the index names is there; more is there only where a file has more tensors than the index puts into it.
        foreach (var (shard, content) in contents)
        {
            foreach (string name in content.Tensors.Keys.Concat(content.Unreadable.Keys))
            {
                if (!index.Files.TryGetValue(name, out string? named) || named != shard)
                    throw file.Error(name, $"it is in {Printable.Quote(shard)}, but the index does not put it there");
            }
        }

        return new StateDictCandidate(Key: null, StateDictRank.Other, tensors, unreadable);
    }
}
