namespace Emo.Fuzz;

/// <summary>A reader returned, and what it returned is wrong.</summary>
internal sealed class WrongResultException(string message, Exception? inner = null) : Exception(message, inner);
