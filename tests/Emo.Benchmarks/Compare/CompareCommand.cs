using System.CommandLine;
using Emo.Benchmarks.Networks;
using Emo.Benchmarks.Reports;

namespace Emo.Benchmarks.Compare;

/// <summary><c>compare</c>: generated classes against ONNX Runtime.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var models = new Option<string[]>("--models")
        {
            Description = "The models, separated by commas.",
            CustomParser = result => result.Tokens.SelectMany(token => token.Value.Split(',')).ToArray(),
            DefaultValueFactory = _ => [.. ModelEntry.Compared.Select(model => model.Name)],
        };
        models.Validators.Add(result =>
        {
            string[] known = [.. ModelEntry.Compared.Select(model => model.Name)];
            foreach (string name in (result.GetValueOrDefault<string[]>() ?? []).Except(known))
                result.AddError($"There is no model {name}; there are {string.Join(", ", known)}.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of tables." };
        var seconds = new Option<double>("--seconds") { Description = "How long each comparison runs.", DefaultValueFactory = _ => 15 };
        var exports = new Option<DirectoryInfo?>("--other-exports")
        {
            Description = "A folder with other ONNX files of the models (emo-1m.onnx, ...) to time as well.",
        };
        var command = new Command(
            "compare", "Times the generated classes against ONNX Runtime, in turns, on one core and on two.")
        {
            models, json, seconds, exports,
        };
        command.SetAction(result =>
        {
            var entries = result.GetValue(models)!.Select(ModelEntry.ByName).ToArray();
            var duration = TimeSpan.FromSeconds(result.GetValue(seconds));
            var results = new Comparison(entries, duration, result.GetValue(exports), Console.Error.WriteLine).Run();
            if (result.GetValue(json))
                JsonReport.Write(results);
            else
                new TableReport(NumberTable.Console()).Write(results);
        });
        return command;
    }
}
