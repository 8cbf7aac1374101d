using System.CommandLine;
using Emo.Tool.Blocks;
using Emo.Tool.Convert;
using Emo.Tool.Drawing;
using Emo.Tool.Inspect;
using Emo.Tool.Profiling;
using Emo.Tool.Summary;
using Emo.Tool.Terminal;

namespace Emo.Tool;

/// <summary>The command line of <c>emo</c>: a command for each thing that people do with weights and specs.</summary>
internal static class EmoCommand
{
    public static RootCommand Create(ToolOutput output) => new("Looks into the weights and specs of EMO networks.")
    {
        InspectCommand.Create(output),
        SummaryCommand.Create(output),
        ConvertCommand.Create(output),
        CompareCommand.Create(output),
        DumpCommand.Create(output),
        OnnxCommand.Create(output),
        DrawCommand.Create(output),
        ProfileCommand.Create(output),
    };
}
