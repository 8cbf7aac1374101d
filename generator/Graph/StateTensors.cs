namespace Emo.Codegen.Graph;

/// <summary>The tensors of one module in the state dict.</summary>
internal sealed record StateTensors(StateTensorKind Kind, string Name, int Outputs, int Inputs, int KernelSize, bool Bias)
{
    public static StateTensors Convolution(string name, int outputs, int inputsPerGroup, int kernelSize, bool bias) =>
        new(StateTensorKind.Convolution, name, outputs, inputsPerGroup, kernelSize, bias);

    public static StateTensors Linear(string name, int outputs, int inputs) =>
        new(StateTensorKind.Linear, name, outputs, inputs, KernelSize: 1, Bias: true);

    public static StateTensors BatchNorm(string name, int channels) =>
        new(StateTensorKind.BatchNorm, name, channels, Inputs: 0, KernelSize: 0, Bias: false);

    public static StateTensors LayerNorm(string name, int channels) =>
        new(StateTensorKind.LayerNorm, name, channels, Inputs: 0, KernelSize: 0, Bias: false);

    public static StateTensors LayerScale(string name, int channels) =>
        new(StateTensorKind.LayerScale, name, channels, Inputs: 0, KernelSize: 0, Bias: false);
}

internal enum StateTensorKind
{
    Convolution,
    Linear,
    BatchNorm,
    LayerNorm,
    LayerScale,
}
