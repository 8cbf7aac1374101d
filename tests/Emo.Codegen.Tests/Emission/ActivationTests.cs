using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Emission;

/// <summary>The activations of generated code, number by number, against double precision.</summary>
public sealed unsafe partial class ActivationTests
{
    /// <summary>
    /// From what the exponential's and the normal distribution's ends make of it to numbers near 0, and where a table's next
    /// interval begins: 2.5 more than x is a number of few bits there.
    /// </summary>
    private static readonly float[] s_inputs =
    [
        .. Enumerable.Range(-10_000, 20_001).Select(i => i / 1024f),
        .. Enumerable.Range(-1000, 2001).Select(i => i / 8f),
        .. Enumerable.Range(-100, 201).Select(i => i * 1e-6f),
        .. new[] { 0.5f, 1, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f }
            .SelectMany(x => new[] { MathF.BitDecrement(x), x, MathF.BitIncrement(x) })
            .SelectMany(x => new[] { x, -x }),
        -1e30f, 1e30f, float.MinValue, float.MaxValue,
    ];

    /// <summary>Of log2 e as a float; without fused multiply-add its product with x is rounded, too.</summary>
    private static readonly double s_scaleError = Fma.IsSupported || AdvSimd.IsSupported ? 1.3e-8 : 1.3e-8 + 6e-8;

    /// <summary>Those that are more than a few exact operations.</summary>
    private static readonly string[] s_approximated =
    [
        nameof(ActivationKind.Gelu),
        nameof(ActivationKind.Silu),
        nameof(ActivationKind.Sigmoid),
        nameof(ActivationKind.Tanh),
        nameof(ActivationKind.Mish),
    ];

    private static readonly string[] s_exact =
    [
        nameof(ActivationKind.None),
        nameof(ActivationKind.Relu),
        nameof(ActivationKind.Relu6),
        nameof(ActivationKind.HardSwish),
        nameof(ActivationKind.HardSigmoid),
        nameof(ActivationKind.HardMish),
    ];

    public static TheoryData<int> Widths => [128, 256, 512];

    /// <summary>
    /// Each number of 0.3 million may be wrong by the fitted polynomial's error, and by the rounding of a number of its size.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Gelu_is_x_times_the_normal_distribution(int bits) =>
        AssertClose(
            "Gelu",
            bits,
            x => Math.Abs(x) > 10 ? Math.Max(x, 0) : x * ReferenceNetwork.NormalDistribution(x),
            x => 5.3e-7 + (Math.Abs(x) * 6e-8));

    /// <summary>
    /// The exponential is wrong by 1.1e-7 at most (its polynomial, and three roundings), and by 1.3e-8 for each unit of x (log2 e
    /// as a float); what that is to the sigmoid is less by the factor 1 - sigmoid. Sum and quotient are rounded. Below -88.7 the
    /// sigmoid is 0, and it is less than 2^-127 there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Silu_is_x_times_the_sigmoid(int bits)
    {
        AssertClose("Silu", bits, x => x * Sigmoid(x), Bound);

        static double Bound(double x) =>
            (x is > -200 and < -87 ? Math.Abs(x) * Math.Pow(2, -126) : 0)
            + (Math.Abs(x * Sigmoid(x)) * (((1 - Sigmoid(x)) * (1.1e-7 + (Math.Abs(x) * s_scaleError))) + 1.2e-7));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sigmoid_is_between_0_and_1(int bits)
    {
        AssertClose("Sigmoid", bits, Sigmoid, _ => 1.5e-7);
        Assert.All(s_inputs.Select(x => Apply("Sigmoid", bits, x)), y => Assert.InRange(y, 0, 1));
    }

    /// <summary>
    /// Below 1/2 only the polynomial is wrong, by 1.6e-8 of the result (its coefficients' rounding included), its last sum by half a unit
    /// in the last place of 1, the sums before by a twelfth of one each at most (square is 1/4 at most, and p below 1/3), and the product
    /// by half a unit: 1.6e-8 + 6e-8 + 2 * 0.5e-8 + 6e-8, of the result, so near 0 as well. Above, 2 / (1 + exp(2 |x|)) is wrong like the
    /// sigmoid, and the difference is rounded.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Tanh_is_as_exact_near_0_as_elsewhere(int bits)
    {
        AssertClose("Tanh", bits, Math.Tanh, Bound);
        Assert.All(s_inputs.Select(x => Apply("Tanh", bits, x)), y => Assert.InRange(y, -1, 1));
        Assert.All(s_inputs, x => Assert.Equal(-Apply("Tanh", bits, x), Apply("Tanh", bits, -x)));

        static double Bound(double x)
        {
            double size = Math.Abs(x);
            double rest = 2 * Sigmoid(-2 * size);
            return size < 0.5
                ? 1.5e-7 * size
                : (rest * (((1 - (rest / 2)) * (1.1e-7 + (2 * size * s_scaleError))) + 1.2e-7)) + (6e-8 * Math.Tanh(size));
        }
    }

    /// <summary>
    /// The exponential is wrong as the sigmoid's, and rounded once more with its 1; where x is large the half that is left is exact. The
    /// quotient of y and 1/4, the sum and the last quotient are rounded: 4 * 6e-8 of the result at most, since the derivative of
    /// log(y + 1 / (4 y)) by log y is between -1 and 1. It is 0 below -88.7, where it is less than 2^-126 |x|.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Mish_is_x_times_tanh_of_softplus(int bits)
    {
        AssertClose("Mish", bits, Exact, Bound);

        static double Exact(double x) => ReferenceNetwork.Activate(ActivationKind.Mish, x);

        static double Bound(double x) =>
            (x is > -200 and < -87 ? Math.Abs(x) * Math.Pow(2, -126) : 0)
            + (Math.Abs(Exact(x)) * (((1 - Sigmoid(x)) * (1.1e-7 + (Math.Abs(x) * s_scaleError))) + 2.4e-7));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Zero_stays_zero_and_nan_stays_nan(int bits)
    {
        foreach (string name in s_approximated.Except([nameof(ActivationKind.Sigmoid)]))
        {
            Assert.Equal(0, Apply(name, bits, 0));
            Assert.True(float.IsNaN(Apply(name, bits, float.NaN)), $"{name}(NaN) with vectors of {bits} bits");
        }
    }

    /// <summary>A new activation is tested here, unless it is exact.</summary>
    [Fact]
    public void Every_activation_is_exact_or_tested_here() =>
        Assert.Equal(
            Enum.GetNames<ActivationKind>().Order(StringComparer.Ordinal),
            s_approximated.Concat(s_exact).Order(StringComparer.Ordinal));

    [Fact]
    public void All_widths_give_the_same_bits()
    {
        foreach (string name in s_approximated)
        {
            foreach (float x in s_inputs)
            {
                int bits = BitConverter.SingleToInt32Bits(Apply(name, 128, x));
                Assert.True(
                    bits == BitConverter.SingleToInt32Bits(Apply(name, 256, x))
                        && bits == BitConverter.SingleToInt32Bits(Apply(name, 512, x)),
                    $"{name}({x:R})");
            }
        }
    }

    private static double Sigmoid(double x) => x < -700 ? 0 : 1 / (1 + Math.Exp(-x));

    private static void AssertClose(string name, int bits, Func<double, double> reference, Func<double, double> bound)
    {
        foreach (float x in s_inputs)
        {
            double error = Math.Abs(Apply(name, bits, x) - reference(x));
            Assert.True(
                error <= bound(x),
                $"{name}({x:R}) with vectors of {bits} bits is wrong by {error:E2}, which should be {bound(x):E2} at most.");
        }
    }

    /// <summary>What the generated code makes of a sum: the activation's output type stores it, the same in all lanes.</summary>
    private static float Apply(string name, int bits, float x)
    {
        float[] lanes = new float[bits / 32];
        Array.Fill(lanes, x);
        Span<float> stored = stackalloc float[lanes.Length];
        Apply(KernelsOf(Enum.Parse<ActivationKind>(name), bits), name, lanes, stored);
        foreach (float lane in stored)
            Assert.Equal(BitConverter.SingleToInt32Bits(stored[0]), BitConverter.SingleToInt32Bits(lane));
        return stored[0];
    }

    private static void Apply(Type kernels, string name, float[] x, Span<float> y)
    {
        var output = kernels.GetNestedType($"{name}Output", BindingFlags.NonPublic)!;
        object constants = kernels.GetProperty("Constants")!.GetValue(null)!;
        fixed (float* stored = y)
        {
            object?[] arguments = [Vector(x), Pointer.Box(stored, typeof(float*)), (nint)0, constants];
            if (output.GetMethod("Hold") is { } hold)
                arguments = [.. arguments[..3], hold.Invoke(null, [constants]), constants];
            output.GetMethod("Store")!.Invoke(null, arguments);
        }
    }

    private static object Vector(float[] lanes) => lanes.Length switch
    {
        4 => Vector128.Create(lanes),
        8 => Vector256.Create(lanes),
        _ => Vector512.Create(lanes),
    };
}
