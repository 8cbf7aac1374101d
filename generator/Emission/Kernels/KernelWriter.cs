namespace Emo.Codegen.Emission.Kernels;

/// <summary>What a kernel's emitter writes to: the source, for one vector width (a driver: for all), under the name that the set gave it.</summary>
internal sealed class KernelWriter(SourceWriter source, VectorWidth? width, KernelSet kernels, string name, bool isNetworkKernel)
{
    public VectorWidth Width => width ?? throw new InvalidOperationException($"{name} is written for all vector widths.");

    public int Lanes => Width.Lanes;

    /// <summary>The network's methods, some of which say what a kernel has to be able to.</summary>
    public IReadOnlyList<Driver> Drivers => kernels.Drivers;

    /// <summary>The constants of functions of vectors.</summary>
    public KernelConstants Constants => field ??= new KernelConstants(this, kernels.Constants);

    /// <summary>Name and parameters of the method, if the network calls it.</summary>
    public string? Signature { get; private set; }

    public string Use(Kernel kernel) => width is null ? kernels.UseInNetwork(kernel) : kernels.Use(kernel);

    /// <summary>The method of a tile with its type argument.</summary>
    public string Use(Kernel tile, OutputType output) => $"{kernels.Use(tile)}<{kernels.Use(output)}>";

    public void Line() => source.Line();

    public void Line(FormattableString line) => source.Line(line);

    public void Line(string line) => source.Line(line);

    public void Lines(string lines) => source.Lines(lines);

    public SourceWriter.Body Block(FormattableString header) => source.Block(header);

    public SourceWriter.Body Block(string header) => source.Block(header);

    public void Summary(string text) => source.Line($"/// <summary>{text}</summary>");

    /// <summary>The kernel's method, compiled at full optimisation from the first call: tiering would run dozens of predictions at a tenth of the speed.</summary>
    public SourceWriter.Body Method(string parameters)
    {
        source.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        if (isNetworkKernel)
            Signature = $"{name}({parameters})";
        return source.Block($"{(isNetworkKernel ? "public" : "private")} static void {name}({parameters})");
    }

    /// <summary>The method of a tile, whose type argument is what becomes of the sums: see <see cref="OutputType"/>.</summary>
    public SourceWriter.Body Tile(string parameters)
    {
        source.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        return source.Block($"private static void {name}<TOutput>({parameters}) where TOutput : {Use(new OutputInterface())}");
    }

    /// <summary>Before the first <see cref="StoreOutput"/> of a tile, and behind its products, which need the registers.</summary>
    public void HoldOutput()
    {
        if (Constants.HoldsAny)
            source.Line("var held = TOutput.Hold(constants);");
    }

    /// <summary>Stores what becomes of a sum, in the method of a tile.</summary>
    public void StoreOutput(string sum, string target, string skip) => source.Line($"TOutput.Store({sum}, {target}, {skip}, {Constants.Arguments});");

    /// <summary>A function of a vector x.</summary>
    public SourceWriter.Body Function(VectorFunction function)
    {
        Constants.Hold(function);
        return Function($"Floats x, {Constants.Parameters}");
    }

    /// <summary>A function that gives a vector and is part of the kernels that call it.</summary>
    public SourceWriter.Body Function(string parameters)
    {
        source.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        return source.Block($"private static Floats {name}({parameters})");
    }

    /// <summary>acc = a * b + acc.</summary>
    public void MultiplyAdd(string accumulator, string a, string b) =>
        source.Line($"{accumulator} = MultiplyAddEstimate({a}, {b}, {accumulator});");

    /// <summary>A function of a vector, in a method that has its constants.</summary>
    public string Call(VectorFunction function, string value) => $"{Use(function)}({value}, {Constants.Arguments})";

    public static string Literal(float value) => value.ToString("G9", System.Globalization.CultureInfo.InvariantCulture) + "f";

    /// <summary>A pointer moved by a constant number of floats.</summary>
    public static string At(string pointer, long floats) => floats == 0 ? pointer : $"{pointer} + {Text(floats)}";

    public static string Index(string pointer, long floats) => $"{pointer}[{Text(floats)}]";

    /// <summary>A number as C#.</summary>
    public static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
