namespace Emo.Codegen.Planning;

/// <summary>
/// What emission does with each kind of step; a strip is a loop of others. Each kind declares its method beside itself, so that a new one
/// does not compile until emission knows it.
/// </summary>
internal partial interface IStepVisitor<out T>;
