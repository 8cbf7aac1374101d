using System.CommandLine;
using Emo.Samples;
using Emo.Tool.Terminal;
using Emo.Train.Commands;

var output = ToolOutput.OfProcess();
var command = new RootCommand("Trains the network of a spec, with libtorch, on annotated pictures.")
{
    AnchorsCommand.Create(output),
    CheckCommand.Create(output),
};
return SampleProgram.Run(command, args);
