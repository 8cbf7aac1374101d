using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// Everything that the emitters need: the steps in order, where weights and buffers lie, and the tensors to expect.
/// Offsets and sizes are in bytes.
/// The arena ends with the buffers that every worker has for itself (<see cref="WorkerBytes"/>): those of the first worker; those of the
/// others follow.
/// </summary>
internal sealed record ExecutionPlan(
    string Name,
    MapShape Input,
    EquatableArray<PlanOutput> Outputs,
    PlanEmbedding? Embedding,
    EquatableArray<PlannedBlock> Blocks,
    EquatableArray<ArenaBuffer> Buffers,
    long ArenaBytes,
    long WorkerBytes,
    EquatableArray<PackedWeights> Weights,
    long WeightBytes,
    EquatableArray<StateTensors> StateDict,
    EquatableArray<string> IgnoredPrefixes,
    GraphCost Cost)
{
    /// <inheritdoc cref="LayerGraph.PreferredKey"/>
    public string? PreferredKey { get; init; }
}

/// <summary>What one generated method computes; <see cref="Description"/> and <see cref="Rows"/> are for the layer table.</summary>
internal sealed record PlannedBlock(
    BlockId Id, string Summary, GraphCost Cost, EquatableArray<Step> Steps, string Description, EquatableArray<LayerRow> Rows)
{
    public string Name => Id.Name;

    /// <summary>The last row's: what the block hands on.</summary>
    public LayerRow Result => Rows[Rows.Count - 1];
}

/// <summary>An output of the network, planar, at its place in the caller's buffer, which is counted in values.</summary>
internal sealed record PlanOutput(string Name, MapShape Shape, long Offset);

/// <summary>
/// What a classifier's last linear layer reads: the buffer, its length in values, and the batch norm that is folded into the layer.
/// </summary>
internal sealed record PlanEmbedding(int Buffer, int Length, BatchNormSource? Norm);

/// <summary>
/// A piece of the arena. Its lifetime is from step <see cref="First"/> to step <see cref="Last"/>. With <see cref="PerWorker"/>
/// every worker has one of its own, and the offset is the first worker's.
/// </summary>
internal sealed record ArenaBuffer(int Id, string Name, long Bytes, bool PerWorker, long Offset, int First, int Last);
