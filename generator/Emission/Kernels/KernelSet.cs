namespace Emo.Codegen.Emission.Kernels;

/// <summary>The kernels that a network uses, each emitted once, in the order of first use, and the constants that they load.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<Kernel, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly List<Kernel> _order = [];
    private readonly List<Driver> _drivers = [];
    private readonly List<string> _signatures = [];
    private int _networkKernels;

    /// <summary>What the kernels load.</summary>
    public ConstantTable Constants { get; } = new();

    /// <summary>The methods that are the same for all widths.</summary>
    public IReadOnlyList<Driver> Drivers => _drivers;

    /// <summary>Name and parameters of the kernels that the network calls, after they are emitted: the same for every vector width.</summary>
    public IReadOnlyList<string> Signatures => _signatures;

    /// <summary>A set of the kernels that were asked for so far, under the same names: those that the network calls, for one vector width.</summary>
    public KernelSet ForWidth()
    {
        var set = new KernelSet { _networkKernels = _order.Count };
        set._order.AddRange(_order);
        set._drivers.AddRange(_drivers);
        foreach (var kernel in _order)
        {
            set._names.Add(kernel, _names[kernel]);
            set._taken.Add(_names[kernel]);
        }

        return set;
    }

    /// <summary>The name of the method of an equal kernel, which will be emitted if it was not asked for before.</summary>
    public string Use(Kernel kernel)
    {
        if (_names.TryGetValue(kernel, out string? name))
            return name;
        name = kernel.BaseName;
        for (int i = 2; !_taken.Add(name); i++)
            name = $"{kernel.BaseName}_{i}";
        _names.Add(kernel, name);
        if (kernel is Driver driver)
            _drivers.Add(driver);
        else
            _order.Add(kernel);
        return name;
    }

    /// <summary>What the network writes to call it: its own method, or one of the kernels of a vector width.</summary>
    public string UseInNetwork(Kernel kernel) => kernel is Driver ? Use(kernel) : $"TKernels.{Use(kernel)}";

    /// <summary>Emits the methods that are the same for all widths, and those that they use in turn.</summary>
    public void EmitDrivers(SourceWriter source, CancellationToken cancellation)
    {
        for (int i = 0; i < _drivers.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Line();
            _drivers[i].Emit(new KernelWriter(source, null, this, _names[_drivers[i]], isNetworkKernel: false));
        }
    }

    /// <summary>Emits all kernels of a width, those that they use in turn, and the table of constants.</summary>
    public void Emit(SourceWriter source, VectorWidth width, CancellationToken cancellation)
    {
        for (int i = 0; i < _order.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var writer = new KernelWriter(source, width, this, _names[_order[i]], isNetworkKernel: i < _networkKernels);
            _order[i].Emit(writer);
            source.Line();
            if (writer.Signature is { } signature)
                _signatures.Add(signature);
        }

        source.Line("/// <summary>The most cells of a tile of a matrix product.</summary>");
        source.Line($"public static int TileCells => {width.PointwiseRows};");
        source.Line();
        source.Line("/// <summary>The most outputs of a tile of a depthwise convolution: they, and the taps of a row, have to fit the registers.</summary>");
        source.Line($"public static int DepthwiseOutputs(int kernel) => Math.Min({width.MaxDepthwiseTile}, {width.Registers - 2} - kernel);");
        source.Line();
        source.Line("/// <summary>What the functions of vectors load. Kernels load them where they need them: as constants in the code they would push sums out of the registers.</summary>");
        source.Line($"public static float* Constants {{ get; }} = ConstantMemory.Of(new float[] {{ {string.Join(", ", Constants.Floats.Select(KernelWriter.Literal))} }});");
    }
}
