namespace Emo.Codegen.Emission.Kernels;

/// <summary>The kernels that a network uses, each emitted once, in the order of first use.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<Kernel, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly List<Kernel> _order = [];

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

    /// <summary>Emits all kernels, and those that they use in turn.</summary>
    public void Emit(SourceWriter source, VectorWidth width)
    {
        for (int i = 0; i < _order.Count; i++)
        {
            source.Line();
            _order[i].Emit(new KernelWriter(source, width, this, _names[_order[i]]));
        }
    }
}
