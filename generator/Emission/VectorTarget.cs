using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// What kernels are emitted for: vectors of some lanes of an element type, how many registers there are, and the tiles that fit them.
/// The same vectors exist with different register files: 128 bits have 16 registers on x64 and 32 on ARM64.
/// </summary>
internal sealed record VectorTarget(int Bits, ElementType Element, int Registers, TileSizes Tiles)
{
    public static readonly VectorTarget Vector512 = new(512, ElementType.Float32, Registers: 32, TileSizes.Of32Registers);
    public static readonly VectorTarget Vector256 = new(256, ElementType.Float32, Registers: 16, TileSizes.Of16Registers);
    public static readonly VectorTarget Vector128 = new(128, ElementType.Float32, Registers: 16, TileSizes.Of16Registers);

    /// <summary>The targets of every model, the widest first: at run time the first one that the processor has is chosen.</summary>
    public static IReadOnlyList<VectorTarget> All { get; } = [Vector512, Vector256, Vector128];

    public int Lanes => Bits / (8 * Element.Bytes);

    /// <summary>The vector's type in System.Runtime.Intrinsics.</summary>
    public string Name => $"Vector{Bits}";

    /// <summary>The vectors that hold so many elements.</summary>
    public int VectorsOf(int elements) => (elements + Lanes - 1) / Lanes;

    /// <summary>The tiles of a line of cells in a matrix product.</summary>
    public Tiling CellTiles(int cells) => Tiling.Of(cells, Tiles.ProductCells);

    /// <summary>The parts of a panel of weights, in vectors.</summary>
    public Tiling PanelParts(int floats) => Tiling.Of(VectorsOf(floats), Tiles.ProductVectors);

    /// <summary>
    /// The most outputs of a depthwise tile: accumulators, the taps of a row, the input and one spare have to fit the registers.
    /// </summary>
    public int DepthwiseOutputs(int kernelSize) => Math.Min(Tiles.DepthwiseOutputs, Registers - 2 - kernelSize);

    /// <summary>Rows of accumulators of so many vectors that fit the registers beside those vectors and a factor.</summary>
    public int ProductRows(int vectors) => (Registers - vectors - 1) / vectors;
}
