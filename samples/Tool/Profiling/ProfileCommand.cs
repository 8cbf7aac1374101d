using System.CommandLine;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Profiling;

/// <summary><c>emo profile</c>: compiles a network in memory, and shows where its time goes.</summary>
internal static class ProfileCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command("profile", "Times each block of a network on one thread, beside its multiply-adds.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var weights = new Argument<string?>("WEIGHTS")
        {
            Description = "The weights: a checkpoint, or packed. Without any they are noise, which takes the same time.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        weights.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError("WEIGHTS takes the name of a file, not ''.");
        });
        command.Arguments.Add(weights);
        var input = new InputArguments(command);
        var choice = new CheckpointArguments(command);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            string? path = result.GetValue(weights);
            using var loaded = path is null
                ? NetworkCompiler.Compile(network).LoadRandom()
                : NetworkCompiler.Load(network, path, choice.Get(result));
            var profile = NetworkProfile.Measure(network, loaded, input.Of(result, loaded.Info));
            if (result.GetValue(json))
                output.Json(writer => ProfileReport.Write(writer, profile));
            else
                ProfileReport.Write(output, profile, path is null ? "weights of noise" : Plain.Name(path));
            return 0;
        });
    }
}
