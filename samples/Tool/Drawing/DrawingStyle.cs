using System.Text;

namespace Emo.Tool.Drawing;

/// <summary>
/// Colours and fonts, for readers who like it light and for those who like it dark. Plain rules, since some programs that show SVG know
/// no variables; those that know no media queries show it light.
/// </summary>
internal static class DrawingStyle
{
    /// <summary>How wide a letter of <see cref="FontOfCode"/> is, as a fraction of its size.</summary>
    public const double LetterWidth = 0.602;

    private const string FontOfCode = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace";
    private const string FontOfText = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', 'Liberation Sans', sans-serif";

    private static readonly (string Selector, string Property, string Light, string Dark)[] s_colours =
    [
        ("text", "fill", "#1b2430", "#e7ebf1"),
        (".faint", "fill", "#5b6778", "#9aa7b8"),
        (".back", "fill", "#ffffff", "#11151b"),
        (".panel", "fill", "#f5f7fa", "#1a2029"),
        (".panel", "stroke", "#d3d9e2", "#38434f"),
        (".flow", "stroke", "#5b6778", "#9aa7b8"),
        (".dot", "fill", "#5b6778", "#9aa7b8"),
        (".bar", "fill", "#3f74d8", "#6c9af4"),
        (".track", "fill", "#e4e8ee", "#2a3340"),
        (".cell", "fill", "#dde2ea", "#303a47"),
        (".window", "fill", "#3f74d8", "#6c9af4"),
        (".attention", "fill", "#dfeaff", "#1d3560"),
        (".attention-ink", "fill", "#1b4aa0", "#b3ceff"),
        (".depthwise", "fill", "#dcf3e5", "#173d2b"),
        (".depthwise-ink", "fill", "#136239", "#a2e6c1"),
        (".conv", "fill", "#fdeed3", "#45330f"),
        (".conv-ink", "fill", "#7d4a00", "#f4d091"),
        (".other", "fill", "#e8e9ef", "#2d3440"),
        (".other-ink", "fill", "#454b58", "#c9d1dd"),
    ];

    public static string Sheet { get; } = Write();

    private static string Write()
    {
        var sheet = new StringBuilder(
            $$"""
            <style>
            text { font-family: {{FontOfText}}; font-size: 13px; }
            .code, .chip, .number { font-family: {{FontOfCode}}; font-size: 12px; }
            .chip { font-size: 11px; }
            .number, .end { text-anchor: end; }
            .middle { text-anchor: middle; }
            .head { font-size: 20px; font-weight: 600; }
            .title { font-size: 14px; font-weight: 600; }
            .small { font-size: 11px; }
            .flow { fill: none; stroke-width: 1.5; }

            """);
        foreach (var (selector, property, light, _) in s_colours)
            sheet.Append(Rule(selector, property, light));
        sheet.Append("@media (prefers-color-scheme: dark) {\n");
        foreach (var (selector, property, _, dark) in s_colours)
            sheet.Append("  ").Append(Rule(selector, property, dark));
        return sheet.Append("}\n</style>").ToString();
    }

    private static string Rule(string selector, string property, string colour) => $"{selector} {{ {property}: {colour}; }}\n";
}
