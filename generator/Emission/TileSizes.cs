namespace Emo.Codegen.Emission;

/// <summary>
/// The tiles that were measured to be the fastest on a register file: accumulators, operands and held constants together
/// must not exceed it.
/// </summary>
/// <param name="ProductCells">Cells of a tile of a matrix product.</param>
/// <param name="ProductVectors">Vectors of outputs of a tile of a matrix product.</param>
/// <param name="StemCells">Cells of a tile of the stem's convolution, as far as the registers hold them.</param>
/// <param name="DepthwiseOutputs">Outputs of a depthwise tile, where taps are few.</param>
/// <param name="HeldConstants">Constants of a function that stay in registers while a tile is stored.</param>
internal sealed record TileSizes(int ProductCells, int ProductVectors, int StemCells, int DepthwiseOutputs, int HeldConstants)
{
    public static readonly TileSizes Of32Registers =
        new(ProductCells: 7, ProductVectors: 3, StemCells: 14, DepthwiseOutputs: 14, HeldConstants: 4);

    public static readonly TileSizes Of16Registers =
        new(ProductCells: 4, ProductVectors: 3, StemCells: 8, DepthwiseOutputs: 8, HeldConstants: 0);
}
