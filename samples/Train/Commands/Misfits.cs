using Emo.Tool.Terminal;

namespace Emo.Train.Commands;

/// <summary>What of a network a checkpoint does not have, grouped by the part of the network: those that begin alike in one line.</summary>
internal static class Misfits
{
    private const int Depth = 2;

    /// <param name="lines"><c>NAME: reason</c> for each tensor.</param>
    /// <returns>
    /// A line for each part and reason: <c>bbox_head.cls_convs (12 tensors): not in the checkpoint</c>. What has a shape in its reason is
    /// alone.
    /// </returns>
    public static IEnumerable<string> Group(IEnumerable<string> lines) => lines
        .Select(line => line.Split(": ", 2))
        .Select(parts => (Name: parts[0], Reason: parts[^1]))
        .GroupBy(line => (Part: Part(line.Name), line.Reason))
        .Select(group => group.Count() == 1
            ? $"{Plain.Name(group.First().Name)}: {Plain.Name(group.Key.Reason)}"
            : Plain.Text($"{Plain.Name(group.Key.Part)} ({group.Count()} tensors): {Plain.Name(group.Key.Reason)}"));

    private static string Part(string name)
    {
        string[] parts = name.Split('.');
        return string.Join('.', parts.Take(Math.Min(Depth, parts.Length - 1)));
    }
}
