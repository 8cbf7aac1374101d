namespace Emo.Codegen.Emission;

/// <summary>
/// What kernels load from the table of constants: a number, as a vector of it, or <see cref="TableSize"/> numbers that lanes
/// choose from.
/// </summary>
internal sealed record Constant(EquatableArray<float> Values)
{
    /// <summary>As many as the lanes of a 256-bit vector: what one instruction can choose from.</summary>
    public const int TableSize = 8;

    public Constant(float value)
        : this(new[] { value }.ToEquatableArray())
    {
    }

    public bool IsTable => Values.Count == TableSize;
}
