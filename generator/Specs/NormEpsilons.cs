namespace Emo.Codegen.Specs;

/// <summary>What a norm adds to the variance.</summary>
internal static class NormEpsilons
{
    public static double Read(ObjectReader reader, double defaultValue) =>
        reader.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue);
}
