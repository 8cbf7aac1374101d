using System.CommandLine;
using Emo.Samples;
using Emo.Tool;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Checks;

namespace Emo.Train.Commands;

/// <summary><c>check</c>: draws annotated pictures as a network will see them, counts their classes, and says what is odd.</summary>
internal static class CheckCommand
{
    private const int MostSamples = 1200;
    private const int Seed = 1;

    public static Command Create(ToolOutput output)
    {
        var command = new Command(
            "check", "Draws samples of annotated pictures as PNG, and counts the classes. Wrong labels are the commonest fault.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var path = ToolCommands.Path("DATA", "The annotated pictures: a folder, or a .json file of COCO's format.");
        var folder = ToolCommands.Path("OUT", "The folder for the PNG files.");
        var samples = ProgramOptions.Number(
            ["--samples"],
            0,
            MostSamples,
            $"a number from 0 to {MostSamples}",
            otherwise: 24,
            "How many samples are drawn of the pictures to train on; half as many of those held out.");
        command.Arguments.Add(path);
        command.Arguments.Add(folder);
        command.Options.Add(samples);
        var data = new DataArguments();
        data.AddTo(command);
        data.AddAugmentationTo(command);
        return command.WithAction(output, result =>
        {
            var check = new DataCheck(spec.Get(result, output).Spec, result.GetValue(path)!, result.GetValue(folder)!, output)
            {
                Options = data.Options(result),
                Augmentation = data.Augmentation(result),
                Samples = result.GetValue(samples),
                Seed = Seed,
            };
            check.Run();
            return 0;
        });
    }
}
