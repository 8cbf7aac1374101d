namespace Emo.Codegen.Emission;

/// <summary>The numbers that kernels compute with.</summary>
internal sealed record ElementType(string Name, int Bytes)
{
    public static readonly ElementType Float32 = new("float", sizeof(float));
}
