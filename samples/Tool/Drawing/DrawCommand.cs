using System.CommandLine;
using System.Text;
using Emo.Samples;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Drawing;

/// <summary><c>emo draw</c>: the network as one picture.</summary>
internal static class DrawCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command("draw", "Draws a network: stages, blocks, shapes, windows, and where its multiply-adds are.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var file = ToolCommands.Path("OUT", "The .svg file to write.");
        command.Arguments.Add(file);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            string path = result.GetValue(file)!;
            var drawing = NetworkDrawing.Of(network);
            OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(drawing.Svg)));
            if (result.GetValue(json))
            {
                output.Json(writer =>
                {
                    writer.WriteString("file", path);
                    writer.WriteString("model", network.Name);
                    writer.WriteNumber("width", drawing.Width);
                    writer.WriteNumber("height", drawing.Height);
                });
            }
            else
            {
                output.Line($"{Plain.Name(path)}: {network.Name}, {network.Plan.Blocks.Count} blocks");
            }

            return 0;
        });
    }
}
