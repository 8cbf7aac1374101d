using System.Text.RegularExpressions;

namespace Emo.CompilerServices;

/// <summary>One file of several that hold a network together, told by its name: <c>model-00001-of-00002.safetensors</c>.</summary>
internal static partial class ShardReason
{
    public static string? Of(string fileName)
    {
        var match = ShardName().Match(fileName);
        return match.Success && int.Parse(match.Groups["count"].ValueSpan) is > 1 and int count
            ? $"By its name it is one of {Number(count)} files that hold the weights together: " +
                $"open {match.Groups["stem"]}{match.Groups["extension"]}.index.json, which lists them."
            : null;
    }

    private static string Number(int count) => count == 2 ? "two" : $"{count}";

    [GeneratedRegex(@"(?<stem>[^/\\]{1,200})-[0-9]{5}-of-(?<count>[0-9]{5})(?<extension>\.[a-z]{2,11})$", RegexOptions.CultureInvariant)]
    private static partial Regex ShardName();
}
