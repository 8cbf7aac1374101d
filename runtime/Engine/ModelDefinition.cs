using System.Collections.Immutable;
using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What a generated class says of its network before there are any weights: one for each class. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelDefinition
{
    /// <param name="info">The model's description.</param>
    /// <param name="declare">Declares the parameters that a checkpoint must have.</param>
    /// <param name="pack">Packs them, layer by layer, in execution order.</param>
    /// <param name="classCount">The number of classes, for a detector without background; 0 where there are none.</param>
    /// <param name="embeddingNormLength">
    /// The channels of the batch norm that is folded into a classifier's last linear layer; 0 where there is none.
    /// </param>
    public ModelDefinition(
        ModelInfo info,
        Action<StateDictDeclaration> declare,
        Action<WeightPacker> pack,
        int classCount = 0,
        int embeddingNormLength = 0)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(declare);
        ArgumentNullException.ThrowIfNull(pack);
        Info = info;
        Declare = declare;
        Pack = pack;
        ClassCount = classCount;
        EmbeddingNormLength = embeddingNormLength;
    }

    /// <summary>Bits of the vectors that the model has kernels for. Those of 128 bits run on every machine.</summary>
    public ImmutableArray<int> VectorWidths { get; init; } = [128];

    internal ModelInfo Info { get; }

    internal Action<StateDictDeclaration> Declare { get; }

    internal Action<WeightPacker> Pack { get; }

    internal int ClassCount { get; }

    internal int EmbeddingNormLength { get; }

    /// <summary>The description with labels that came with the weights, where the class itself has none and they are as many.</summary>
    internal ModelInfo InfoWith(ImmutableArray<string> labels) =>
        Info.Labels.IsEmpty && !labels.IsEmpty && labels.Length == ClassCount ? Info with { Labels = labels } : Info;
}
