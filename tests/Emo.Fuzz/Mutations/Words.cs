namespace Emo.Fuzz.Mutations;

/// <summary>Changes text word by word, where a word is what stands between two pieces of punctuation.</summary>
internal static class Words
{
    private const string Ends = ",:[]{}\n ";

    /// <summary>Removes, repeats, moves or replaces a word, or what stands between two of them; a number as a rule by a number.</summary>
    public static string Change(Random random, string text, IReadOnlyList<string> words)
    {
        if (text.Length == 0)
            return random.Pick(words);
        var (start, end) = At(text, random.Next(text.Length));
        switch (random.Next(8))
        {
            case 0:
                return text[..start] + text[end..];
            case 1:
                return text[..end] + text[start..];
            case 2:
                var (otherStart, otherEnd) = At(text, random.Next(text.Length));
                return text[..start] + text[otherStart..otherEnd] + text[end..];
            case 3:
                int at = random.Next(text.Length);
                return text[..at] + random.Pick(Ends.ToCharArray()) + text[(at + random.Next(2))..];
            case 4:
                return Move(random, text);
            case 5:
                return text[..start] + random.Pick(words) + text[end..];
            default:
                (start, end) = Number(text, random.Next(text.Length)) ?? (start, end);
                _ = long.TryParse(text.AsSpan(start, end - start), out long number);
                return $"{text[..start]}{random.OddNumber(number)}{text[end..]}";
        }
    }

    private static string Move(Random random, string text)
    {
        int[] places = [random.Next(text.Length + 1), random.Next(text.Length + 1), random.Next(text.Length + 1)];
        Array.Sort(places);
        return text[..places[0]] + text[places[1]..places[2]] + text[places[0]..places[1]] + text[places[2]..];
    }

    private static (int Start, int End) At(string text, int at)
    {
        int start = at;
        while (start > 0 && !Ends.Contains(text[start - 1], StringComparison.Ordinal))
            start--;
        int end = at;
        while (end < text.Length && !Ends.Contains(text[end], StringComparison.Ordinal))
            end++;
        return (start, end);
    }

    /// <summary>The first number at or behind a place.</summary>
    private static (int Start, int End)? Number(string text, int from)
    {
        int start = text.AsSpan(from).IndexOfAnyInRange('0', '9') + from;
        if (start < from)
            return null;
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return (start, end);
    }
}
