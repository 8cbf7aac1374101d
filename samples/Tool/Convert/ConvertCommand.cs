using System.CommandLine;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Convert;

/// <summary><c>emo convert</c>: a checkpoint as safetensors, or as the packed weights of a network.</summary>
internal static class ConvertCommand
{
    public static Command Create(ToolOutput output)
    {
        var file = ToolCommands.Path("FILE", "A checkpoint.");
        var destination = ToolCommands.Path("OUT", "The file to write: safetensors, or packed weights with --spec.");
        var command = new Command("convert", "Writes weights as safetensors, or packed for a network.") { file, destination };
        var spec = new SpecArguments(
            command, ToolCommands.File("--spec", "Pack for the network of this spec, a path or a shipped one's name."));
        var half = new Option<bool>("--half") { Description = "Store float16: half the file. Values beyond it are refused." };
        command.Options.Add(half);
        var choice = new CheckpointArguments(command);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            string path = result.GetValue(file)!;
            string written = result.GetValue(destination)!;
            var conversion = spec.Find(result, output) is { } network
                ? Pack(network, path, written, choice.Get(result), result.GetValue(half))
                : ToSafetensors(path, written, choice.Get(result), result.GetValue(half));
            if (result.GetValue(json))
                output.Json(conversion.Write);
            else
                conversion.Write(output);
            return 0;
        });
    }

    private static Conversion ToSafetensors(string path, string written, CheckpointOptions options, bool half)
    {
        if (WeightsFile.IsPacked(path))
            throw new ToolException($"{Plain.Name(path)} holds packed weights, whose layers are folded: convert the checkpoint.");
        using var checkpoint = Checkpoint.Open(path, options);
        var tensors = checkpoint.Tensors.Values.Where(tensor => tensor.IsFloatingPoint).ToList();
        new SafetensorsConversion(tensors, checkpoint.Metadata, half).Save(written);
        IEnumerable<string> leftOut =
        [
            .. checkpoint.Tensors.Values.Where(tensor => !tensor.IsFloatingPoint).Select(tensor => tensor.Name),
            .. checkpoint.Unreadable.Keys,
        ];
        return new Conversion(written, half ? "safetensors, float16" : "safetensors, float32", tensors.Count, [.. leftOut]);
    }

    private static Conversion Pack(ToolSpec spec, string path, string written, CheckpointOptions options, bool half)
    {
        using var network = NetworkCompiler.Load(spec, path, options);
        try
        {
            network.Model.SaveWeights(written, half ? WeightStorage.Float16 : WeightStorage.Float32);
        }
        catch (OverflowException exception)
        {
            throw new ToolException($"{exception.Message} Leave out --half.");
        }

        string format = $"packed weights of {spec.Name}, {(half ? "float16" : "float32")}";
        return new Conversion(written, format, Declarations.Of(spec.Graph).Parameters.Count(), []);
    }
}
