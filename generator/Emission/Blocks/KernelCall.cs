namespace Emo.Codegen.Emission;

/// <summary>A call of a kernel or driver from a block.</summary>
internal abstract record KernelCall
{
    /// <summary>What is too little to share is done by the first worker.</summary>
    public bool ByFirstWorker { get; init; }

    public abstract Method Callee { get; }

    /// <summary>The arguments, as C#.</summary>
    public abstract IReadOnlyList<string> Arguments { get; }

    public static KernelCall Of<TSignature>(Method<TSignature> method, TSignature arguments)
        where TSignature : Signature => new To<TSignature>(method, arguments);

    private sealed record To<TSignature>(Method<TSignature> Method, TSignature Given) : KernelCall
        where TSignature : Signature
    {
        public override Method Callee => Method;

        public override IReadOnlyList<string> Arguments => Given.Arguments;
    }
}
