using Emo.Checkpoints;
using Emo.CompilerServices;

namespace Emo.Tests.StateDicts;

/// <summary>The names and shapes of a published network, as a model that expects them and as a checkpoint that has them.</summary>
internal static class KeyFile
{
    public static StateDictDeclaration Model(string network)
    {
        var shapes = Read(network).ToDictionary(tensor => tensor.Name, tensor => tensor.Shape);
        return TestCheckpoint.Declare(stateDict =>
        {
            foreach (var (name, shape) in shapes.Where(tensor => tensor.Key.EndsWith(".weight", StringComparison.Ordinal)))
            {
                string layer = name[..^".weight".Length];
                if (layer.StartsWith("auxiliary_head.", StringComparison.Ordinal))
                    continue;
                if (shape.Length == 4)
                    stateDict.Convolution(layer, (int)shape[0], (int)shape[1], (int)shape[2], shapes.ContainsKey(layer + ".bias"));
                else if (shape.Length == 2)
                    stateDict.Linear(layer, (int)shape[0], (int)shape[1]);
                else if (shapes.ContainsKey(layer + ".running_mean"))
                    stateDict.BatchNorm(layer, (int)shape[0]);
                else
                    stateDict.LayerNorm(layer, (int)shape[0]);
            }
        });
    }

    /// <summary>A checkpoint whose values nobody reads, with another first dimension where <paramref name="rows"/> says so.</summary>
    public static Checkpoint Checkpoint(string network, Func<string, long, long>? rows = null, string prefix = "")
    {
        FileInMemory file = new(ReadOnlyMemory<byte>.Empty, network + ".pth");
        OrderedDictionary<string, CheckpointTensor> tensors = [];
        foreach (var (name, shape) in Read(network))
        {
            if (shape.Length > 0 && rows is not null)
                shape[0] = rows(name, shape[0]);
            TensorLayout layout = new(0, default);
            tensors.Add(prefix + name, new CheckpointTensor(file, prefix + name, TensorDataType.Float32, [.. shape], layout));
        }

        StateDictCandidate all = new(null, StateDictRank.Weights, tensors, []);
        return new Checkpoint(file, new CheckpointContents([all], [], [], []), new CheckpointOptions());
    }

    private static IEnumerable<(string Name, long[] Shape)> Read(string network) =>
        from line in File.ReadLines(TestData.Path("state-dict-keys", network + ".keys.txt"))
        where !line.StartsWith('#')
        let columns = line.Split('\t')
        let shape = columns[1].Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries)
        select (columns[0], shape.Select(long.Parse).ToArray());
}
