using System.CommandLine;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary><c>emo dump</c>: what each block of a network computes, as a file.</summary>
internal static class DumpCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command("dump", "Writes an input and what each block of a network computes of it to a safetensors file.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var weights = ToolCommands.Path("WEIGHTS", "The weights: a checkpoint, or packed weights.");
        var file = ToolCommands.Path("OUT", "The safetensors file to write.");
        command.Arguments.Add(weights);
        command.Arguments.Add(file);
        var input = new InputArguments(command);
        var choice = new CheckpointArguments(command);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            using var loaded = NetworkCompiler.Load(network, result.GetValue(weights)!, choice.Get(result));
            string path = result.GetValue(file)!;
            var blocks = BlockDump.Write(path, network, loaded, input.Of(result, loaded.Info));
            if (result.GetValue(json))
            {
                output.Json(writer =>
                {
                    writer.WriteString("file", path);
                    writer.WriteString("input", input.Describe(result));
                    writer.WriteStartArray("blocks");
                    foreach (string block in blocks)
                        writer.WriteStringValue(block);
                    writer.WriteEndArray();
                });
            }
            else
            {
                output.Line($"{Plain.Name(path)}: the input ({input.Describe(result)}) and the outputs of {blocks.Count} blocks");
            }

            return 0;
        });
    }
}
