using System.Reflection;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>
/// NaN, infinities, zeros of both signs and denormals, in every lane: what PyTorch's formulas in float32 make of them. A NaN's sign and
/// payload are free.
/// </summary>
public sealed unsafe partial class ActivationTests
{
    /// <summary>What a lane has whose neighbour is special. No function makes much of it.</summary>
    private const float Neighbour = 1;

    /// <summary>The smallest denormal, and the largest.</summary>
    private static readonly float[] s_denormals = [float.Epsilon, 1.1754942e-38f];

    /// <summary>A network for each activation.</summary>
    private static readonly Lazy<Dictionary<string, Type[]>> s_networks = new(() =>
    {
        var kinds = Enum.GetValues<ActivationKind>();
        var load = ModelCompilation.Create([.. kinds.Select(kind => ($"Of{kind}", TestSpecs.Small($"Of{kind}", Stage(kind))))]).Load();
        return kinds.ToDictionary(kind => kind.ToString(), kind => load($"Of{kind}").Assembly.GetTypes());
    });

    private static string Stage(ActivationKind kind) =>
        $$"""{ "depth": 1, "width": 8, "expansion": 2, "activation": "{{kind.SpecName()}}", "squeezeExcite": 0.5 }""";

    public static TheoryData<string> AllActivations => [.. Enum.GetNames<ActivationKind>()];

    [Theory]
    [MemberData(nameof(AllActivations))]
    public void Nan_infinities_zeros_and_denormals_become_what_they_become_in_PyTorch(string name)
    {
        var kind = Enum.Parse<ActivationKind>(name);
        foreach (int bits in new[] { 128, 256, 512 })
            AssertSpecials(kind, bits);
    }

    private static void AssertSpecials(ActivationKind kind, int bits)
    {
        float[] specials =
        [
            float.NaN, -float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f,
            .. s_denormals, .. s_denormals.Select(x => -x), float.MinValue,
        ];
        var kernels = KernelsOf(kind, bits);
        float[] x = new float[bits / 32];
        float[] y = new float[x.Length];
        foreach (float special in specials)
        {
            for (int lane = 0; lane < x.Length; lane++)
            {
                Array.Fill(x, Neighbour);
                x[lane] = special;
                Apply(kernels, kind == ActivationKind.None ? "Plain" : $"{kind}", x, y);
                for (int i = 0; i < y.Length; i++)
                    AssertIs(Expected(kind, x[i]), y[i], IsApproximated(kind, x[i]), $"{kind}({x[i]:R}), {bits} bits, lane {i} of {lane}");
            }
        }
    }

    private static bool IsApproximated(ActivationKind kind, float x) =>
        s_approximated.Contains(kind.ToString()) && (x == Neighbour || float.IsSubnormal(x) || x is 0 or float.MinValue);

    /// <summary>
    /// ReLU of -0 is 0: PyTorch leaves the sign to the processor, and here it is the same on all of them. So is the sign of a product with
    /// 0, which no sum depends on.
    /// </summary>
    private static float Expected(ActivationKind kind, float x) => kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => x <= 0 ? 0 : x,
        ActivationKind.Relu6 => x <= 0 ? 0 : Math.Min(x, 6),
        ActivationKind.HardSigmoid => Math.Clamp(x + 3, 0, 6) * (1 / 6f),
        ActivationKind.HardSwish => x * (Math.Clamp(x + 3, 0, 6) * (1 / 6f)),
        ActivationKind.Sigmoid => 1 / (1 + MathF.Exp(-x)),
        ActivationKind.Silu => x / (1 + MathF.Exp(-x)),
        ActivationKind.Tanh => MathF.Tanh(x),
        ActivationKind.Mish => x * MathF.Tanh((float)ReferenceNetwork.SoftPlus(x)),
        ActivationKind.HardMish => 0.5f * x * Math.Clamp(x + 2, 0, 2),
        ActivationKind.Gelu => (float)(x * ReferenceNetwork.NormalDistribution(x)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown activation"),
    };

    private static void AssertIs(float expected, float actual, bool approximately, string what)
    {
        bool isRight = float.IsNaN(expected) ? float.IsNaN(actual)
            : approximately ? Math.Abs(expected - actual) <= 6e-7
            : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
        Assert.True(isRight, $"{what}: expected {expected:R}, found {actual:R}");
    }

    private static Type KernelsOf(ActivationKind kind, int bits)
    {
        string output = kind == ActivationKind.None ? "PlainOutput" : $"{kind}Output";
        return s_networks.Value[kind.ToString()].Single(type =>
            type.Name == $"Tiles_Vector{bits}" && type.GetNestedType(output, BindingFlags.NonPublic) is not null);
    }
}
