using System.Collections.Immutable;
using System.Text;

namespace Emo;

/// <summary>Class names that come with weights: which texts are some.</summary>
internal static class ClassLabels
{
    /// <summary>The most characters of a name. Each is at most three bytes of UTF-8.</summary>
    public const int MaxLength = 200;

    /// <summary>The most names: no classifier has more classes.</summary>
    public const int MaxCount = 100_000;

    /// <summary>1 to 200 characters of Unicode without control characters and line separators, as in a spec.</summary>
    public static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLength)
            return false;
        while (!label.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(label, out var rune, out int length) != System.Buffers.OperationStatus.Done
                || Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                return false;
            }

            label = label[length..];
        }

        return true;
    }

    /// <summary>The names, or none where one is no name, or where there are too many.</summary>
    public static ImmutableArray<string> From(IReadOnlyCollection<string> labels) =>
        labels.Count <= MaxCount && labels.All(label => IsLabel(label)) ? [.. labels] : [];
}
