using System.CommandLine;
using Emo.Samples;
using Emo.Tool.Terminal;
using Emo.Train.Commands;

var output = ToolOutput.OfProcess();
var command = new RootCommand("Trains the network of a spec, with libtorch, on annotated pictures.")
{
    TrainingCommand.Detector(output),
    TrainingCommand.Classifier(output),
    TrainingCommand.Segmenter(output),
    CheckCommand.Create(output),
    AnchorsCommand.Create(output),
};
return SampleProgram.Run(command, args);
