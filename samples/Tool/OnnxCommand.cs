using System.CommandLine;
using Emo.CompilerServices;
using Emo.Onnx;
using Emo.Samples;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;
using Google.Protobuf;

namespace Emo.Tool;

/// <summary><c>emo onnx</c>: the network as an ONNX file. A way out, and a second judge.</summary>
internal static class OnnxCommand
{
    /// <summary>Messages of protobuf end at 2 GiB.</summary>
    private const long MaxWeights = 1_900_000_000;

    public static Command Create(ToolOutput output)
    {
        var command = new Command("onnx", "Writes a network with its weights as an ONNX file (operator set 17).");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var weights = ToolCommands.Path("WEIGHTS", "The weights: a checkpoint.");
        var file = ToolCommands.Path("OUT", "The .onnx file to write.");
        command.Arguments.Add(weights);
        command.Arguments.Add(file);
        var stages = new Option<bool>("--stages") { Description = "Give out the map of every stage, too." };
        command.Options.Add(stages);
        var choice = new CheckpointArguments(command);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            var model = Export(network, result.GetValue(weights)!, choice.Get(result), result.GetValue(stages));
            string path = result.GetValue(file)!;
            OutputFile.Write(path, stream => model.WriteTo(stream));
            if (result.GetValue(json))
            {
                output.Json(writer =>
                {
                    writer.WriteString("file", path);
                    writer.WriteString("model", network.Name);
                    writer.WriteStartArray("outputs");
                    foreach (var value in model.Graph.Output)
                        writer.WriteStringValue(value.Name);
                    writer.WriteEndArray();
                });
            }
            else
            {
                string names = string.Join(", ", model.Graph.Output.Select(value => value.Name));
                output.Line($"{Plain.Name(path)}: {network.Name}, input 'input' [1, {network.InputText[1..]}, outputs {names}");
            }

            return 0;
        });
    }

    /// <exception cref="CheckpointException">The checkpoint does not fit, or has weights that are not finite.</exception>
    private static Onnx.Schema.ModelProto Export(ToolSpec spec, string path, CheckpointOptions options, bool stages)
    {
        if (spec.Plan.WeightBytes > MaxWeights)
            throw new ToolException($"{spec.Name} has {Plain.Bytes(spec.Plan.WeightBytes)} of weights, and an ONNX file ends at 2 GB.");
        using var checkpoint = Checkpoint.Open(path, options);
        var weights = StateDictMatcher.Match(spec.Name, Declarations.Of(spec.Graph), checkpoint);
        var model = OnnxExporter.Export(spec.Graph, Values, stages);
        weights.ThrowIfNotFinite();
        return model;

        float[] Values(string name)
        {
            float[] values = new float[weights.Length(name)];
            weights.Read(name, values);
            return values;
        }
    }
}
