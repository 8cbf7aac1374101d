using System.CommandLine;
using Emo.Samples;

return SampleProgram.Run(new RootCommand("Trains the network of a spec, with libtorch, on annotated pictures."), args);
