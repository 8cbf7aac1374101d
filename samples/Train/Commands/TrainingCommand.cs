using System.CommandLine;
using Emo.Tool;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Train.Commands;

/// <summary><c>detector</c>, <c>classifier</c> and <c>segmenter</c>: from a spec and annotated pictures to weights.</summary>
internal static class TrainingCommand
{
    public static Command Detector(ToolOutput output) =>
        Create("detector", "Trains a detector on pictures with boxes, of COCO or Pascal VOC.", output, _ => new DetectorKind());

    public static Command Classifier(ToolOutput output) =>
        Create("classifier", "Trains a classifier on pictures, a folder for each class.", output, command => new ClassifierKind(command));

    public static Command Segmenter(ToolOutput output) =>
        Create("segmenter", "Trains a segmenter on pictures and masks of the same names.", output, command => new SegmenterKind(command));

    private static Command Create<TFile, TTruth>(
        string name, string description, ToolOutput output, Func<Command, ITrainingKind<TFile, TTruth>> create)
    {
        var command = new Command(name, description);
        var spec = ToolCommands.Path("SPEC", "The spec of the network: a .json file, or the name of a shipped one.");
        var data = ToolCommands.Path("DATA", "The folder of the annotated pictures.");
        var folder = ToolCommands.Path("OUT", "The folder for weights, state and curve.");
        command.Arguments.Add(spec);
        command.Arguments.Add(data);
        command.Arguments.Add(folder);
        var training = new TrainingArguments(command);
        var kind = create(command);
        var reading = new DataArguments();
        reading.AddTo(command);
        reading.AddAugmentationTo(command);
        if (kind.CanBalance)
            reading.AddBalanceTo(command);
        return command.WithAction(output, result =>
        {
            var network = SpecSource.Read(result.GetValue(spec)!, new(null, null, null), output.Error);
            var run = new TrainingRun<TFile, TTruth>(kind, network, training, reading, output);
            return run.Start(result, result.GetValue(data)!, result.GetValue(folder)!);
        });
    }
}
