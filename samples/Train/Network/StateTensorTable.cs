using Emo.Codegen.Graph;
using TorchSharp;
using TorchSharp.Modules;

namespace Emo.Train.Network;

/// <summary>The tensors of a network by their names in the state dict, each once, in the network's order.</summary>
internal sealed class StateTensorTable : IDisposable
{
    private readonly OrderedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, torch.Tensor> _buffers = new(StringComparer.Ordinal);

    /// <summary>Tensors without values.</summary>
    public StateTensorTable(IReadOnlyList<StateTensors> modules, torch.Device device)
    {
        Modules = modules;
        Device = device;
        foreach (var module in modules)
            Add(module);
    }

    /// <summary>What the tensors belong to.</summary>
    public IReadOnlyList<StateTensors> Modules { get; }

    public torch.Device Device { get; }

    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    public IReadOnlyDictionary<string, torch.Tensor> Buffers => _buffers;

    /// <summary>Parameters and buffers.</summary>
    public IEnumerable<KeyValuePair<string, torch.Tensor>> All =>
        _parameters.Select(entry => KeyValuePair.Create(entry.Key, (torch.Tensor)entry.Value)).Concat(_buffers);

    public torch.Tensor this[string name] => _parameters.TryGetValue(name, out var parameter) ? parameter : _buffers[name];

    /// <summary>The tensor, or null where the module has none: a convolution without bias.</summary>
    public torch.Tensor? Find(string name) => _parameters.GetValueOrDefault(name);

    public StateTensorTable Clone()
    {
        var copy = new StateTensorTable(Modules, Device);
        using (torch.no_grad())
        {
            foreach (var (name, tensor) in All)
                copy[name].copy_(tensor);
        }

        return copy;
    }

    /// <summary>Keeps a module's parameters from being trained.</summary>
    public void Freeze(StateTensors module)
    {
        foreach (string name in ParametersOf(module).Select(parameter => parameter.Name))
            _parameters[name].requires_grad = false;
    }

    public void Dispose()
    {
        foreach (var (_, tensor) in All)
            tensor.Dispose();
    }

    private void Add(StateTensors module)
    {
        foreach (var (name, shape) in ParametersOf(module))
            _parameters.Add(name, Kept(new Parameter(Zeros(shape))));
        if (module.Kind == StateTensorKind.BatchNorm)
        {
            _buffers.Add(module.Name + ".running_mean", Kept(Zeros([module.Outputs])));
            _buffers.Add(module.Name + ".running_var", Kept(Zeros([module.Outputs])));
        }
    }

    /// <summary>No scope of whoever makes the network ends with its tensors.</summary>
    private static T Kept<T>(T tensor)
        where T : torch.Tensor
    {
        tensor.DetachFromDisposeScope();
        return tensor;
    }

    private torch.Tensor Zeros(long[] shape) => torch.zeros(shape, torch.float32, Device);

    private static IEnumerable<(string Name, long[] Shape)> ParametersOf(StateTensors module)
    {
        if (module.Kind == StateTensorKind.LayerScale)
        {
            yield return (module.Name + ".gamma", [1, module.Outputs, 1, 1]);
            yield break;
        }

        yield return (module.Name + ".weight", module.Kind switch
        {
            StateTensorKind.Convolution => [module.Outputs, module.Inputs, module.KernelSize, module.KernelSize],
            StateTensorKind.Linear => [module.Outputs, module.Inputs],
            StateTensorKind.BatchNorm or StateTensorKind.LayerNorm => [module.Outputs],
            StateTensorKind.LayerScale => throw new ArgumentOutOfRangeException(nameof(module), module, "A layer scale has no weight."),
        });
        if (module.Kind is StateTensorKind.BatchNorm or StateTensorKind.LayerNorm || module.Bias)
            yield return (module.Name + ".bias", [module.Outputs]);
    }
}
