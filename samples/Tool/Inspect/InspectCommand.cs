using System.CommandLine;
using Emo.Checkpoints;
using Emo.Codegen.Specs;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Inspect;

/// <summary><c>emo inspect</c>: what is in a file of weights.</summary>
internal static class InspectCommand
{
    public static Command Create(ToolOutput output)
    {
        var file = ToolCommands.Path(
            "FILE", "A checkpoint (PyTorch, safetensors, the index of a sharded one, or a folder with one), or packed weights.");
        var tensors = new Option<bool>("--tensors") { Description = "A line for each tensor." };
        var json = ToolCommands.Json();
        var command = new Command("inspect", "Shows what is in a file of weights, which network it is of, and what is odd about it.")
        {
            file, tensors, json,
        };
        var spec = new SpecArguments(command, ToolCommands.File("--spec", "Compare with this spec only, a path or a shipped one's name."));
        var choice = new CheckpointArguments(command);
        return command.WithAction(output, result =>
        {
            string path = CheckpointFolder.FindFile(result.GetValue(file)!);
            var compared = spec.Find(result, output)?.Spec;
            if (PackedFile.Open(path, compared) is { } packed)
            {
                string[] given = [.. result.GetValue(tensors) ? [tensors.Name] : Array.Empty<string>(), .. choice.Given(result)];
                Write(output, packed, given, result.GetValue(json));
            }
            else
            {
                Write(output, path, compared, choice.Get(result), result.GetValue(tensors), result.GetValue(json));
            }

            return 0;
        });
    }

    private static void Write(ToolOutput output, PackedFile packed, string[] given, bool json)
    {
        if (given.Length > 0)
        {
            throw new ToolException(
                $"{Plain.Name(packed.Path)} holds packed weights, which have no names of tensors: leave out {string.Join(", ", given)}, " +
                "or inspect the checkpoint.");
        }

        if (json)
            output.Json(packed.Write);
        else
            packed.Write(output);
    }

    private static void Write(ToolOutput output, string path, ModelSpec? spec, CheckpointOptions options, bool tensors, bool json)
    {
        using var checkpoint = Checkpoint.Open(path, options);
        var inspection = Inspection.Of(checkpoint, CheckpointFormat.Of(path), spec);
        if (json)
            output.Json(writer => InspectionJson.Write(writer, inspection));
        else
            InspectionText.Write(output, inspection, tensors);
    }
}
