namespace Emo.Codegen.Planning;

/// <summary>A norm that is computed and not folded.</summary>
internal sealed record CellNorm(Normalization Kind, double Epsilon)
{
    public static CellNorm Of(Graph.LayerNormLayer norm) => new(Normalization.Layer, norm.Epsilon);

    /// <summary>The epsilon of a batch norm is part of its packed scale.</summary>
    public static CellNorm Batch => new(Normalization.Batch, 0);
}

internal enum Normalization
{
    /// <summary>Layer norm: mean and variance of the cell, then scale and shift.</summary>
    Layer,

    /// <summary>Scale and shift alone: a batch norm that could not be folded.</summary>
    Batch,
}
