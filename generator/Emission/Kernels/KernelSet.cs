namespace Emo.Codegen.Emission.Kernels;

/// <summary>The kernels that a network uses, each emitted once, in the order of first use, and the constants that they load.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<Kernel, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly List<Kernel> _order = [];
    private readonly List<float> _constants = [];
    private readonly List<string> _signatures = [];
    private int _blockKernels;

    /// <summary>Name and parameters of the kernels that blocks call, after they are emitted: the same for every vector width.</summary>
    public IReadOnlyList<string> Signatures => _signatures;

    /// <summary>A set of the kernels that were asked for so far, under the same names: those of the blocks, for one vector width.</summary>
    public KernelSet ForBlocks()
    {
        var set = new KernelSet();
        foreach (var kernel in _order)
            set.Use(kernel);
        set._blockKernels = _order.Count;
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
        _order.Add(kernel);
        return name;
    }

    /// <summary>The place of a constant in the table; equal ones share it.</summary>
    public int Constant(float value)
    {
        int index = _constants.IndexOf(value);
        if (index >= 0)
            return index;
        _constants.Add(value);
        return _constants.Count - 1;
    }

    /// <summary>Emits all kernels, those that they use in turn, and the table of constants.</summary>
    public void Emit(SourceWriter source, VectorWidth width, CancellationToken cancellation)
    {
        for (int i = 0; i < _order.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var writer = new KernelWriter(source, width, this, _names[_order[i]], isBlockKernel: i < _blockKernels);
            _order[i].Emit(writer);
            source.Line();
            if (writer.Signature is { } signature)
                _signatures.Add(signature);
        }

        source.Line("/// <summary>What the activations are computed with. Kernels load them where they need them: held in registers they would push accumulators out.</summary>");
        source.Line($"public static float[] Constants {{ get; }} = new float[] {{ {string.Join(", ", _constants.Select(KernelWriter.Literal))} }};");
    }
}
