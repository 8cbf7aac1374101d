using Emo.Codegen.Specs;

namespace Emo.Testing;

/// <summary>Random values of the properties that many objects of a spec have.</summary>
internal sealed class RandomValues(Random random)
{
    private static readonly string[] s_norms = SpecValues.Of<NormKind>();
    private static readonly string[] s_activations = [.. ActivationNames.InSpecs.Names];

    public string Norm() => Of(s_norms);

    public string Activation() => Of(s_activations);

    public int Kernel() => Of(1, 3, 3, 3, 5, 5, 7, 9, 11);

    public double Ratio() => Of(0, 0.1, 0.25, 0.5, 1);

    public double Epsilon() => Of(1e-6, 1e-5, 0.001);

    /// <summary>Below a vector, around one, around a panel of 48, or anything.</summary>
    public int Width() => random.Next(5) switch
    {
        0 => random.Next(1, 9),
        1 => random.Next(12, 21),
        2 => random.Next(30, 35),
        3 => random.Next(46, 51),
        _ => random.Next(1, 70),
    };

    /// <summary>A number that divides both.</summary>
    public int Divisor(int one, int other) =>
        Of([.. Enumerable.Range(1, Math.Min(one, other)).Where(divisor => one % divisor == 0 && other % divisor == 0)]);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Of<T>(params T[] values) => values[random.Next(values.Length)];
}
