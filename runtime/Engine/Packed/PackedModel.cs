using System.Collections.Immutable;

namespace Emo.CompilerServices;

/// <summary>What a file of packed weights holds.</summary>
/// <param name="Weights">The weights, widened; who reads them becomes their owner.</param>
/// <param name="EmbeddingNorm">The batch norm that is folded into a classifier's last layer, where it is known.</param>
/// <param name="Labels">Class names that came with the weights; empty where there are none.</param>
internal sealed record PackedModel(NativeBuffer Weights, EmbeddingNorm? EmbeddingNorm, ImmutableArray<string> Labels);
