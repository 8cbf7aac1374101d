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
    public ModelDefinition(ModelInfo info, Action<StateDictDeclaration> declare, Action<WeightPacker> pack)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(declare);
        ArgumentNullException.ThrowIfNull(pack);
        Info = info;
        Declare = declare;
        Pack = pack;
    }

    /// <summary>Bits of the vectors that the model has kernels for. Those of 128 bits run on every machine.</summary>
    public ImmutableArray<int> VectorWidths { get; init; } = [128];

    internal ModelInfo Info { get; }

    internal Action<StateDictDeclaration> Declare { get; }

    internal Action<WeightPacker> Pack { get; }
}
