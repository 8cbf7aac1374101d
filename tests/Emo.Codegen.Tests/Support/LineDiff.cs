namespace Emo.Codegen.Tests.Support;

/// <summary>A readable difference of two texts: '-' expected, '+' actual, with a few lines around each change.</summary>
internal static class LineDiff
{
    private const int Context = 3;
    private const int MaxLines = 80;

    public static string Describe(string expected, string actual)
    {
        var script = Compare(expected.Split('\n'), actual.Split('\n'));
        var shown = script
            .Where((_, i) => Enumerable.Range(i - Context, (2 * Context) + 1)
                .Any(j => j >= 0 && j < script.Count && script[j].Sign != ' '))
            .Select(entry => $"{entry.Sign} {entry.Line,5}  {entry.Text}")
            .ToList();
        return string.Join('\n', shown.Take(MaxLines))
            + (shown.Count > MaxLines ? $"\n… and {shown.Count - MaxLines} lines more" : string.Empty);
    }

    /// <summary>The edit script by the longest common subsequence of the part that is not a common beginning or end.</summary>
    private static List<(char Sign, int Line, string Text)> Compare(string[] expected, string[] actual)
    {
        int head = 0;
        while (head < Math.Min(expected.Length, actual.Length) && expected[head] == actual[head])
            head++;
        int tail = 0;
        while (tail < Math.Min(expected.Length, actual.Length) - head && expected[^(tail + 1)] == actual[^(tail + 1)])
            tail++;

        string[] a = expected[head..^tail];
        string[] b = actual[head..^tail];
        int[,] common = CommonLengths(a, b);
        var script = actual.Take(head).Select((text, i) => (' ', i + 1, text)).ToList();
        int x = 0;
        int y = 0;
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
                script.Add((' ', head + ++y, a[x++]));
            else if (x < a.Length && (y == b.Length || common[x + 1, y] >= common[x, y + 1]))
                script.Add(('-', head + x + 1, a[x++]));
            else
                script.Add(('+', head + y + 1, b[y++]));
        }

        script.AddRange(actual.TakeLast(tail).Select((text, i) => (' ', actual.Length - tail + i + 1, text)));
        return script;
    }

    private static int[,] CommonLengths(string[] a, string[] b)
    {
        int[,] common = new int[a.Length + 1, b.Length + 1];
        for (int x = a.Length - 1; x >= 0; x--)
        {
            for (int y = b.Length - 1; y >= 0; y--)
                common[x, y] = a[x] == b[y] ? common[x + 1, y + 1] + 1 : Math.Max(common[x + 1, y], common[x, y + 1]);
        }

        return common;
    }
}
