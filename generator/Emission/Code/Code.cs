using System.Globalization;

namespace Emo.Codegen.Emission;

/// <summary>Small pieces of C#.</summary>
internal static class Code
{
    /// <summary>A number.</summary>
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Literal(float value) => value.ToString("G9", CultureInfo.InvariantCulture) + "f";

    /// <summary>A pointer moved by a constant number of floats.</summary>
    public static string At(string pointer, long floats) => floats == 0 ? pointer : $"{pointer} + {Text(floats)}";

    public static string Index(string pointer, long floats) => $"{pointer}[{Text(floats)}]";

    /// <summary>A factor in front of an expression that has no operator of lower precedence; nothing for 1.</summary>
    public static string Times(string expression, long factor) => factor == 1 ? expression : $"{expression} * {Text(factor)}";

    /// <summary>A pointer to weights at an offset in bytes.</summary>
    public static string Weights(long offset) => At("weights", offset / sizeof(float));

    /// <summary>A name for each of some things: y0, y1, y2.</summary>
    public static string List(int count, Func<int, string> name) => string.Join(", ", Enumerable.Range(0, count).Select(name));
}
