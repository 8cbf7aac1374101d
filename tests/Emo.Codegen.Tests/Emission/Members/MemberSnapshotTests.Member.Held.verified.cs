/// <summary>Constants of a function that stay in registers while it is called for one sum after the other.</summary>
private struct Held
{
    public Floats A, B, C, D;
}
