using System.CommandLine;

namespace Emo.Samples.Classify;

/// <summary><c>summary</c>: the layer table of a model. It needs no weights.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model", "-m") { Description = "The network.", DefaultValueFactory = _ => ModelChoice.Embedded };
        model.AcceptOnlyFromAmong([.. ModelChoice.All.Select(choice => choice.Name)]);
        var blocks = new Option<bool>("--blocks") { Description = "A line for each block only, without the layers." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of the table." };
        var command = new Command(
            "summary", "Prints the layer table of a network: operators, output shapes, parameters, multiply-adds, places in the arena.")
        {
            model, blocks, json,
        };
        command.SetAction(result =>
        {
            var summary = ModelChoice.ByName(result.GetValue(model)!).Describe();
            if (result.GetValue(json))
                SummaryJson.Write(StandardOutput.Stream, summary);
            else
                StandardOutput.Text.WriteLine(summary.ToString(layers: !result.GetValue(blocks)));
        });
        return command;
    }
}
