namespace Emo.Tool;

/// <summary>Something is wrong with what the tool was given; the message is what it says about it.</summary>
internal sealed class ToolException(string message) : IOException(message);
