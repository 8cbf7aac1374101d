using System.Text.Json;
using Emo.Samples;

namespace Emo.Tool.Terminal;

/// <summary>Where a command's results go: text for people, or bytes of JSON for machines, and beside them what is wrong.</summary>
/// <param name="text">For people.</param>
/// <param name="bytes">For machines.</param>
/// <param name="error">Takes whole lines about what is wrong.</param>
/// <param name="width">The columns of the terminal; null where the output is none.</param>
/// <param name="colour">Whether the reader understands escape sequences.</param>
internal sealed class ToolOutput(TextWriter text, Stream bytes, Action<string> error, int? width, bool colour)
{
    private const int WidthOfFiles = 120;
    private const int LeastWidth = 60;

    public TextWriter Text => text;

    /// <summary>How many columns a table may have; files get as many as it needs.</summary>
    public int? MaxWidth => width is { } columns ? Math.Max(columns, LeastWidth) : null;

    /// <summary>How many columns there are for what fills its line, such as bars.</summary>
    public int Width => MaxWidth ?? WidthOfFiles;

    public static ToolOutput OfProcess()
    {
        bool isTerminal = !Console.IsOutputRedirected;
        bool colour = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

        // A terminal that does not say how wide it is has a width of 0.
        int? width = isTerminal && Console.WindowWidth is > 0 and var columns ? columns : null;
        return new ToolOutput(StandardOutput.Text, StandardOutput.Stream, StandardError.Write, width, colour);
    }

    /// <summary>Writes lines about what is wrong.</summary>
    public void Error(string lines) => error(lines + "\n");

    public void Line(string line = "") => text.WriteLine(line);

    public string Bold(string part) => Paint(part, "1");

    public string Faint(string part) => Paint(part, "2");

    public string Paint(string part, string code) => colour && part.Length > 0 ? $"\u001b[{code}m{part}\u001b[0m" : part;

    /// <summary>Writes one JSON object.</summary>
    public void Json(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
    }
}
