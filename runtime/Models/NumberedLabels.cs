namespace Emo;

/// <summary>
/// The names of classes of models without labels: <c>class 17</c>. They are kept, so that ranking allocates none a second time.
/// </summary>
internal static class NumberedLabels
{
    private const int Kept = 1 << 16;

    private static string?[] s_labels = [];

    /// <summary>Makes the names of the first classes, so that none of them is made later.</summary>
    public static void Prepare(int count)
    {
        for (int index = Math.Min(count, Kept) - 1; index >= 0; index--)
            Of(index);
    }

    public static string Of(int index)
    {
        if ((uint)index >= Kept)
            return $"class {index}";
        string?[] labels = Volatile.Read(ref s_labels);
        if (index >= labels.Length)
        {
            // Two threads may both make a larger array. One is lost, and what was in it is made again.
            Array.Resize(ref labels, Math.Max(index + 1, Math.Min(Kept, 2 * labels.Length)));
            Volatile.Write(ref s_labels, labels);
        }

        return labels[index] ??= $"class {index}";
    }
}
