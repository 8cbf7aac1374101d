namespace Emo.Tool.Drawing;

/// <summary>Colours and fonts, for readers who like it light and for those who like it dark.</summary>
internal static class DrawingStyle
{
    /// <summary>How wide a letter of <see cref="FontOfCode"/> is, as a fraction of its size.</summary>
    public const double LetterWidth = 0.602;

    private const string FontOfCode = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace";

    public const string Sheet =
        $$"""
        <style>
        :root { --back: #ffffff; --panel: #f5f7fa; --line: #d3d9e2; --ink: #1b2430; --faint: #5b6778; --bar: #3f74d8; --track: #e4e8ee;
          --attention: #dfeaff; --attention-ink: #1b4aa0; --depthwise: #dcf3e5; --depthwise-ink: #136239; --conv: #fdeed3; --conv-ink: #7d4a00;
          --other: #e8e9ef; --other-ink: #454b58; --cell: #dde2ea; --window: #3f74d8; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #11151b; --panel: #1a2029; --line: #38434f; --ink: #e7ebf1; --faint: #9aa7b8; --bar: #6c9af4; --track: #2a3340;
            --attention: #1d3560; --attention-ink: #b3ceff; --depthwise: #173d2b; --depthwise-ink: #a2e6c1; --conv: #45330f; --conv-ink: #f4d091;
            --other: #2d3440; --other-ink: #c9d1dd; --cell: #303a47; --window: #6c9af4; }
        }
        text { font-family: system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', 'Liberation Sans', sans-serif; font-size: 13px; fill: var(--ink); }
        .code, .chip, .number { font-family: {{FontOfCode}}; font-size: 12px; }
        .chip { font-size: 11px; }
        .number { text-anchor: end; }
        .head { font-size: 20px; font-weight: 600; }
        .title { font-size: 14px; font-weight: 600; }
        .faint { fill: var(--faint); }
        .small { font-size: 11px; }
        .middle { text-anchor: middle; }
        .back { fill: var(--back); }
        .panel { fill: var(--panel); stroke: var(--line); }
        .flow { fill: none; stroke: var(--faint); stroke-width: 1.5; }
        .dot { fill: var(--faint); }
        .bar { fill: var(--bar); }
        .track { fill: var(--track); }
        .cell { fill: var(--cell); }
        .window { fill: var(--window); }
        .sheet { fill: var(--panel); stroke: var(--faint); }
        .attention { fill: var(--attention); } .attention-ink { fill: var(--attention-ink); }
        .depthwise { fill: var(--depthwise); } .depthwise-ink { fill: var(--depthwise-ink); }
        .conv { fill: var(--conv); } .conv-ink { fill: var(--conv-ink); }
        .other { fill: var(--other); } .other-ink { fill: var(--other-ink); }
        </style>
        """;
}
