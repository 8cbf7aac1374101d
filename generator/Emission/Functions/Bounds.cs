namespace Emo.Codegen.Emission;

/// <summary>
/// Minimum and maximum of a value and a bound, such that NaN stays NaN, and the bits are the same on every processor. MinNative and
/// MaxNative are one instruction: where a lane is NaN, x64's gives the second operand, as does the code that emulates it, and ARM64's gives
/// NaN. So the value comes second. Of zeros of both signs x64 gives the second as well, and ARM64 the smaller or larger one: a bound of
/// zero needs <see cref="NotNegative(string)"/>.
/// </summary>
internal static class Bounds
{
    /// <summary>The value, or the bound where that is smaller.</summary>
    public static string AtMost(string bound, string value) => $"MinNative({bound}, {value})";

    /// <summary>The value, or the bound where that is larger.</summary>
    public static string AtLeast(string bound, string value) => $"MaxNative({bound}, {value})";

    /// <summary>The value, or 0 where it is negative or -0.</summary>
    public static string NotNegative(string value) => NotNegative(value, value);

    /// <summary>A result, or 0 where the value is negative or -0.</summary>
    public static string NotNegative(string value, string result) =>
        $"ConditionalSelect(LessThanOrEqual({value}, Floats.Zero), Floats.Zero, {result})";
}
