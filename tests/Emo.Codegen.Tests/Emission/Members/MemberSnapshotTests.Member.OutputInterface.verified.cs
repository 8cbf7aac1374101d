/// <summary>
/// What becomes of a sum. Tiles have it as a type argument: they are written once, and the compiler makes code for each output.
/// </summary>
private interface IOutput
{
    /// <summary>Stores what becomes of the sum; skip is how far behind the target that lies which is added, in floats.</summary>
    static abstract void Store(Floats sum, float* target, nint skip, Held held, float* constants);

    /// <summary>The constants that stay in registers from the first sum of a tile to the last.</summary>
    static abstract Held Hold(float* constants);
}
