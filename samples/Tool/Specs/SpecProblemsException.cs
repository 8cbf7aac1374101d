namespace Emo.Tool.Specs;

/// <summary>A spec has mistakes. The message has a line for each, as a compiler prints it: file, line, column, number, sentence.</summary>
internal sealed class SpecProblemsException(IEnumerable<string> lines) : Exception(string.Join('\n', lines));
