using System.CommandLine;
using Emo.Benchmarks.Networks;
using Emo.Benchmarks.Reports;

namespace Emo.Benchmarks.Pictures;

/// <summary><c>pictures</c>: from the photograph to the label.</summary>
internal static class PicturesCommand
{
    public static Command Create()
    {
        var models = new Option<string[]>("--models")
        {
            Description = "The models, separated by commas.",
            CustomParser = result => result.Tokens.SelectMany(token => token.Value.Split(',')).ToArray(),
            DefaultValueFactory = _ => ["emo-1m", "emo-5m"],
        };
        models.Validators.Add(result =>
        {
            string[] known = [.. ModelEntry.All.Select(model => model.Name)];
            foreach (string name in (result.GetValueOrDefault<string[]>() ?? []).Except(known))
                result.AddError($"There is no model {name}; there are {string.Join(", ", known)}.");
        });
        var only = new Option<string[]>("--only")
        {
            Description = "Comparisons whose name contains one of these, separated by commas: 640x480, progressive, EXIF, resize, png, ...",
            CustomParser = result => result.Tokens.SelectMany(token => token.Value.Split(',')).ToArray(),
            DefaultValueFactory = _ => [""],
        };
        var seconds = new Option<double>("--seconds") { Description = "How long each comparison runs.", DefaultValueFactory = _ => 15 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of tables." };
        var command = new Command(
            "pictures", "Times the way from photographs to labels against libjpeg-turbo, Skia and ONNX Runtime, in turns, on one core.")
        {
            models, only, seconds, json,
        };
        command.SetAction(result =>
        {
            string[] parts = result.GetValue(only)!;
            var results = new PicturesComparison(
                [.. result.GetValue(models)!.Select(ModelEntry.ByName)],
                TimeSpan.FromSeconds(result.GetValue(seconds)),
                name => parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)),
                Console.Error.WriteLine).Run();
            if (result.GetValue(json))
                JsonReport.Write(results);
            else
                new PicturesReport(NumberTable.Console()).Write(results);
        });
        return command;
    }
}
