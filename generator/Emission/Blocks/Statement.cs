namespace Emo.Codegen.Emission;

/// <summary>A statement of a block's method.</summary>
internal abstract record Statement
{
    /// <summary>The kernels and drivers that it calls.</summary>
    public abstract IEnumerable<Method> Callees { get; }

    public abstract void Emit(SourceWriter source, Func<Method, string> nameOf);

    /// <summary>A step: its label as a comment, and the calls that compute it.</summary>
    internal sealed record Calls(string Label, IReadOnlyList<KernelCall> Items) : Statement
    {
        public override IEnumerable<Method> Callees => Items.Select(call => call.Callee);

        public override void Emit(SourceWriter source, Func<Method, string> nameOf)
        {
            source.Comment(Label);
            foreach (var call in Items)
            {
                if (call.ByFirstWorker)
                    source.Line("if (worker.Index == 0)");
                using (call.ByFirstWorker ? source.Indent() : SourceWriter.NoBlock())
                    source.List($"{nameOf(call.Callee)}(", call.Arguments, ");");
            }
        }
    }

    internal sealed record Line(string Text) : Statement
    {
        public override IEnumerable<Method> Callees => [];

        public override void Emit(SourceWriter source, Func<Method, string> nameOf) => source.Line(Text);
    }

    internal sealed record Loop(string Header, IReadOnlyList<Statement> Body) : Statement
    {
        public override IEnumerable<Method> Callees => Body.SelectMany(statement => statement.Callees);

        public override void Emit(SourceWriter source, Func<Method, string> nameOf)
        {
            using var body = source.Block(Header);
            foreach (var statement in Body)
                statement.Emit(source, nameOf);
        }
    }
}
