using System.CommandLine;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Summary;

/// <summary><c>emo summary</c>: what a network consists of and costs. It needs no weights, and compiles nothing.</summary>
internal static class SummaryCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command("summary", "Shows what a network consists of and costs; what is wrong with a spec has line and column.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var layers = new Option<bool>("--layers") { Description = "A line for each layer, and not for each block only." };
        var json = ToolCommands.Json();
        command.Options.Add(layers);
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            if (result.GetValue(json))
                output.Json(writer => SummaryJson.Write(writer, network));
            else
                SummaryText.Write(output, network, result.GetValue(layers));
            return 0;
        });
    }
}
