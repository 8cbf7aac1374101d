using System.IO.Hashing;
using System.Text;

namespace Emo.Train.Data;

/// <summary>
/// Which pictures are held out where the data does not say it: a sixth, chosen by a hash of their names. It is the same with every seed and
/// in every run, and a picture that is added moves few others.
/// </summary>
internal static class HeldOutSplit
{
    private const int Share = 6;

    /// <param name="items">At least two, each with a name of its own.</param>
    /// <param name="name">The name that is hashed; it must not depend on the machine.</param>
    /// <returns>Both parts in the order of <paramref name="items"/>, neither of them empty.</returns>
    public static (List<T> Training, List<T> HeldOut) Of<T>(IReadOnlyList<T> items, Func<T, string> name)
    {
        int count = Math.Clamp((items.Count + (Share / 2)) / Share, 1, Math.Max(1, items.Count - 1));
        var chosen = items
            .Select((item, index) => (Hash: XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name(item))), Name: name(item), Index: index))
            .OrderBy(item => item.Hash)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(item => item.Index)
            .ToHashSet();
        return ([.. items.Where((_, index) => !chosen.Contains(index))], [.. items.Where((_, index) => chosen.Contains(index))]);
    }
}
