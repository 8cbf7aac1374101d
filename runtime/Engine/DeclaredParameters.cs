namespace Emo.CompilerServices;

/// <summary>
/// Parameters of the declared lengths without a checkpoint: all ones. Packing them shows where the weights of each layer lie.
/// </summary>
internal sealed class DeclaredParameters(StateDictDeclaration declaration) : IParameterSource
{
    public int Length(string name) =>
        checked((int)declaration.Tensors[name].Shape.Aggregate(1L, static (product, size) => product * size));

    public void Read(string name, Span<float> values) => values.Fill(1);

    public void ReportVariance(string name, int channel, double value)
    {
    }

    public void ReportOverflow(PackedLayer layer, long index, float value)
    {
    }

    public void ThrowIfNotFinite()
    {
    }

    /// <summary>The layers of a model in the order in which they are packed. It takes as long, and as much memory, as to load it.</summary>
    public static unsafe IReadOnlyList<PackedLayer> LayersOf(ModelDefinition definition)
    {
        var declaration = new StateDictDeclaration();
        definition.Declare(declaration);
        var layers = new List<PackedLayer>();
        var scratch = new NativeBuffer(definition.Info.WeightBytes);
        try
        {
            long length = definition.Info.WeightBytes / sizeof(float);
            definition.Pack(new WeightPacker(new DeclaredParameters(declaration), scratch.Pointer, length, layers));
        }
        finally
        {
            scratch.RemoveOwner();
        }

        return layers;
    }
}
