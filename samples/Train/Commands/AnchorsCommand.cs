using System.CommandLine;
using Emo.Codegen.Specs;
using Emo.Tool;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Anchors;
using Emo.Train.Data;

namespace Emo.Train.Commands;

/// <summary><c>anchors</c>: proposes a detector's anchors for the boxes of a data set, as text for its spec.</summary>
internal static class AnchorsCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command("anchors", "Proposes a detector's anchors for the boxes of a data set, as text for its spec.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var path = ToolCommands.Path("DATA", "The annotated pictures: a folder, or a .json file of COCO's format.");
        command.Arguments.Add(path);
        var data = new DataArguments();
        data.AddSplitsTo(command); // It reads no masks, and of pictures only headers.
        return command.WithAction(output, result =>
        {
            Run(spec.Get(result, output), result.GetValue(path)!, data.Options(result), output);
            return 0;
        });
    }

    private static void Run(ToolSpec spec, string path, DataOptions options, ToolOutput output)
    {
        var head = SpecTask.Head<DetectorHeadSpec>(spec.Spec, "detector");

        // Only sizes matter here, which the headers have.
        var data = DetectorData.Open(path, spec.Spec, options with { DecodeAll = false });
        var sampler = new DetectorSampler(SpecPreprocessing.Of(spec.Spec), AugmentationOptions.Default, new PictureCache());
        var boxes = data.Training.SelectMany(picture => sampler.InInput(picture).Boxes);
        output.Line(output.Bold($"{spec.Name}: {data.Training.Length} pictures to train on"));
        foreach (string note in data.Notes)
            output.Line(note);
        output.Line();
        new AnchorProposal(head, spec.Graph, boxes).Write(data.Labels, output);
    }
}
