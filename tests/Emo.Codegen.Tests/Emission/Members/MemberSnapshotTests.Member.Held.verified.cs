/// <summary>Constants of a function that stay in registers while it is called for one sum after the other.</summary>
private struct Held
{
    // Nobody assigns them where all activations are of a few operations.
    #pragma warning disable CS0649
    public Floats A, B, C, D;
    #pragma warning restore CS0649
}
