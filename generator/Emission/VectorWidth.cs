namespace Emo.Codegen.Emission;

/// <summary>
/// A vector width that kernels are emitted for, and the tiles that fit its registers: accumulators, operands and hoisted
/// constants together must not exceed <see cref="Registers"/>.
/// </summary>
internal sealed record VectorWidth(int Bits, int Registers, int PointwiseRows, int PointwiseVectors, int MaxDepthwiseTile, int HeldConstants)
{
    public static readonly VectorWidth Vector512 = new(512, Registers: 32, PointwiseRows: 7, PointwiseVectors: 3, MaxDepthwiseTile: 14, HeldConstants: 4);
    public static readonly VectorWidth Vector256 = new(256, Registers: 16, PointwiseRows: 4, PointwiseVectors: 3, MaxDepthwiseTile: 8, HeldConstants: 0);
    public static readonly VectorWidth Vector128 = new(128, Registers: 16, PointwiseRows: 4, PointwiseVectors: 3, MaxDepthwiseTile: 8, HeldConstants: 0);

    public static readonly VectorWidth[] All = [Vector512, Vector256, Vector128];

    public int Lanes => Bits / 32;

    public string Name => $"Vector{Bits}";

    /// <summary>The most outputs of a depthwise tile: accumulators, the taps of a row, the input and one spare have to fit the registers.</summary>
    public int DepthwiseOutputs(int kernel) => Math.Min(MaxDepthwiseTile, Registers - 2 - kernel);

    public int VectorsOf(int floats) => (floats + Lanes - 1) / Lanes;
}
