using Emo.Samples;
using Emo.Tool;
using Emo.Tool.Terminal;

return SampleProgram.Run(EmoCommand.Create(ToolOutput.OfProcess()), args);
