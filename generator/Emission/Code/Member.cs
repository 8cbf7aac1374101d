namespace Emo.Codegen.Emission;

/// <summary>
/// A method or type of the generated code that blocks, or other members, use. Two that are equal are emitted once: members are records.
/// </summary>
internal abstract record Member
{
    /// <summary>A name that says what the member is; the set makes it unique.</summary>
    public abstract string BaseName { get; }

    /// <summary>True if it is the same for all vectors, and so a member of the network; else each target has one of its own.</summary>
    public virtual bool IsOfNetwork => false;

    /// <summary>
    /// True if it depends on nothing but the target, and uses only members of that kind: the models of an assembly have it together. Its
    /// base name is its name, so no two that differ may have the same.
    /// </summary>
    public virtual bool IsShared => false;

    /// <summary>Writes the member with its documentation.</summary>
    public abstract void Emit(MemberWriter writer);
}

/// <summary>A method with a signature, which its declaration and all calls share.</summary>
internal abstract record Method : Member
{
    public abstract Signature Signature { get; }
}

/// <summary>A method that is called with arguments of <typeparamref name="TSignature"/>.</summary>
internal abstract record Method<TSignature> : Method
    where TSignature : Signature
{
    public override Signature Signature => Parameters;

    /// <summary>The parameters of this variant, by their own names.</summary>
    protected virtual TSignature Parameters => Signature.Of<TSignature>();
}

/// <summary>A method over vectors, emitted for each target.</summary>
internal abstract record Kernel<TSignature> : Method<TSignature>
    where TSignature : Signature;

/// <summary>
/// A method that needs to know nothing of vectors: it shares out work, moves cells, and calls kernels. The network has it, once for all
/// targets.
/// </summary>
internal abstract record Driver<TSignature> : Method<TSignature>
    where TSignature : Signature
{
    public override bool IsOfNetwork => true;
}

/// <summary>
/// A kernel whose sums stay in registers until they are stored: what becomes of them is a type argument, an
/// <see cref="OutputType"/>.
/// </summary>
internal abstract record Tile<TSignature> : Kernel<TSignature>
    where TSignature : Signature
{
    public override bool IsShared => true;
}
