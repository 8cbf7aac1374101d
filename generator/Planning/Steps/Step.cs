namespace Emo.Codegen.Planning;

/// <summary>
/// One call of a kernel, or a loop of them over strips of rows. <see cref="Label"/> says which layer it is, for the generated comments.
/// A new kind of step says here what it works on, and does not compile until <see cref="IStepVisitor{T}"/> and so emission know it.
/// </summary>
internal abstract record Step(string Label)
{
    /// <summary>All memory that the step reads or writes, but for its weights.</summary>
    public abstract IEnumerable<Operand> Operands { get; }

    public abstract T Accept<T>(IStepVisitor<T> visitor);
}
