using System.Globalization;

namespace Emo.Runtime.Tests.Support;

/// <summary>Which random cases run: <c>EMO_FUZZ_FIRST</c> is the first, <c>EMO_FUZZ_CASES</c> says how many.</summary>
internal static class Settings
{
    public static IEnumerable<int> Cases(int defaultCount) =>
        Enumerable.Range(Setting("EMO_FUZZ_FIRST", 0), Setting("EMO_FUZZ_CASES", defaultCount));

    private static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int given) ? given : value;
}
