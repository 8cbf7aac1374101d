namespace Emo.Codegen.Emission;

/// <summary>
/// What a member's emitter writes to: the source, for one target (a driver: for all), under the name that the set gave it.
/// </summary>
internal sealed class MemberWriter(SourceWriter source, VectorTarget? target, MemberSet members, string name, string access)
{
    /// <summary>The access of a method or type that another member uses.</summary>
    public string Access => access;

    public VectorTarget Target => target ?? throw new InvalidOperationException($"{name} is written for all targets.");

    public int Lanes => Target.Lanes;

    /// <summary>The network's methods, some of which say what a kernel has to be able to.</summary>
    public IReadOnlyList<Member> NetworkMembers => members.OfNetwork;

    /// <summary>The constants of functions of vectors.</summary>
    public KernelConstants Constants => field ??= new KernelConstants(this, members.Constants);

    public string Name => name;

    /// <summary>A member as this one calls it: the network's members call those of a target through their type argument.</summary>
    public string Use(Member member) => (target is null && !member.IsOfNetwork ? "TKernels." : "") + members.Use(member);

    public void Line() => source.Line();

    public void Line(FormattableString line) => source.Line(line);

    public void Line(string line) => source.Line(line);

    public void Summary(string text) => source.Summary(text);

    public void ExpressionBody(string header, string expression) => source.ExpressionBody(header, expression);

    public SourceWriter.Body Block(FormattableString header) => source.Block(header);

    public SourceWriter.Body Block(string header) => source.Block(header);

    /// <summary>A line and its only statement, further in: an if or a case.</summary>
    public SourceWriter.Body Indent(string header)
    {
        Line(header);
        return source.Indent();
    }

    public SourceWriter.Body Indent(FormattableString header)
    {
        Line(header);
        return source.Indent();
    }

    /// <summary>
    /// A method compiled at full optimisation from the first call: tiering would run dozens of predictions at a tenth
    /// of the speed.
    /// </summary>
    public SourceWriter.Body Method(Method method, string summary)
    {
        Summary(summary);
        Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        return source.Block($"{access} static void {name}(", method.Signature.Declarations, ")");
    }

    /// <summary>The method of a tile, whose type argument is what becomes of the sums: see <see cref="OutputType"/>.</summary>
    public SourceWriter.Body TileMethod<TSignature>(Tile<TSignature> tile, string summary)
        where TSignature : Signature
    {
        Summary(summary);
        Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        return source.Block(
            $"{access} static void {name}<TOutput>(", tile.Signature.Declarations, $") where TOutput : {Use(new OutputInterface())}");
    }

    /// <summary>A function of a vector x.</summary>
    public SourceWriter.Body Function(VectorFunction function)
    {
        Constants.Hold(function);
        return Function("Floats", ["Floats x", .. Constants.Parameters]);
    }

    /// <summary>A function that is part of the kernels that call it.</summary>
    public SourceWriter.Body Function(string type, params IReadOnlyList<string> parameters)
    {
        Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        return source.Block($"{access} static {type} {name}(", parameters, ")");
    }

    public void Call<TSignature>(Method<TSignature> method, TSignature arguments)
        where TSignature : Signature => source.List($"{Use(method)}(", arguments.Arguments, ");");

    public void Call<TSignature>(Tile<TSignature> tile, OutputType output, TSignature arguments)
        where TSignature : Signature => source.List($"{Use(tile)}<{Use(output)}>(", arguments.Arguments, ");");

    /// <summary>A function of a vector, in a method that has its constants.</summary>
    public string Apply(VectorFunction function, string value) => $"{Use(function)}({value}, {string.Join(", ", Constants.Arguments)})";

    /// <summary>Before the first <see cref="StoreOutput"/> of a tile, and behind its products, which need the registers.</summary>
    public void HoldOutput()
    {
        if (Constants.HoldsAny)
            Line("var held = TOutput.Hold(constants);");
    }

    /// <summary>Stores what becomes of a sum, in the method of a tile.</summary>
    public void StoreOutput(string sum, string target, string skip) =>
        Line($"TOutput.Store({sum}, {target}, {skip}, {string.Join(", ", Constants.Arguments)});");

    /// <summary>acc = a * b + acc.</summary>
    public void MultiplyAdd(string accumulator, string a, string b) =>
        Line($"{accumulator} = MultiplyAddEstimate({a}, {b}, {accumulator});");

    /// <summary>
    /// A loop from a number to another; of one trip, the body alone. <paramref name="isOneOfSome"/>: bodies that declare the same
    /// names follow each other, so each needs a scope.
    /// </summary>
    public void Loop(string variable, int start, int end, int step, Action<LoopIndex> body, bool isOneOfSome = false)
    {
        if (end - start <= step)
        {
            using (isOneOfSome ? Block("") : SourceWriter.NoBlock())
                body(new LoopIndex(null, start));
            return;
        }

        string increment = step == 1 ? $"{variable}++" : $"{variable} += {Code.Text(step)}";
        using (Block($"for (int {variable} = {Code.Text(start)}; {variable} < {Code.Text(end)}; {increment})"))
            body(new LoopIndex(variable, 0));
    }

    /// <summary>The same for tiles that follow each other: the index is where a tile starts.</summary>
    public void Loop(string variable, TileRun run, int scale, Action<LoopIndex> body, bool isOneOfSome) => Loop(
        variable, run.Start * scale, (run.Start + (run.Count * run.Size)) * scale, run.Size * scale, body, isOneOfSome);

    /// <summary>The channels of a padded cell, a vector at a time.</summary>
    public void ChannelLoop(int floats, Action<LoopIndex> body) => Loop("c", 0, floats, Lanes, body);

    /// <summary>
    /// A body so many times; <paramref name="step"/>, which moves pointers, is done between them. Once, it is the body alone.
    /// </summary>
    public SourceWriter.Body Times(string variable, int count, string step)
    {
        return count == 1
            ? SourceWriter.NoBlock()
            : Block($"for (int {variable} = 0; {variable} < {Code.Text(count)}; {variable}++, {step})");
    }
}
