namespace Emo.Codegen.Graph;

/// <summary>
/// One operation of the network with its inferred output shape. <see cref="Name"/> is the prefix of its tensors in the
/// state dict; <see cref="Inputs"/> are ids of layers before it. A layer says about itself what everyone asks of it, so that a
/// new kind does not compile until it does.
/// </summary>
internal abstract record Layer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output)
{
    /// <summary>Its parameters, which layers of one name share, and its multiply-adds.</summary>
    public abstract GraphCost Cost { get; }

    /// <summary>Its tensors in a checkpoint.</summary>
    public abstract IReadOnlyList<StateTensors> Tensors { get; }

    /// <summary>What it is, in the layer table.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the description of a block names it, because it brings cells together by weights.</summary>
    public abstract bool IsOperator { get; }

    /// <summary>Whether it shares a row of the layer table with the layer before it, to whose output it is applied at once.</summary>
    public abstract bool JoinsRowOf(Layer before);

    /// <summary>The zero cells at both ends of a row of its input that its taps meet, if the map has them.</summary>
    public abstract int ZeroCells { get; }

    /// <summary>The name of a row of the layer table that begins with it.</summary>
    public virtual string RowName => Name;
}
