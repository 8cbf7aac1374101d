using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// y = W x + b in double precision: a 1x1 convolution or linear layer, and what is folded into it before it is packed.
/// Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AffineMap
{
    private readonly LayerBuffers _buffers;
    private readonly double[] _bias;
    private double[] _weight;

    /// <param name="name">The layer's name in the state dict.</param>
    /// <param name="outputs">The length of y.</param>
    /// <param name="inputs">The length of x.</param>
    /// <param name="bias">b.</param>
    /// <param name="buffers">Where W, zeros at first, is from.</param>
    internal AffineMap(string name, int outputs, int inputs, double[] bias, LayerBuffers buffers)
    {
        Layers = [name];
        Outputs = outputs;
        Inputs = inputs;
        _bias = bias;
        _buffers = buffers;
        _weight = buffers.Rent(outputs * inputs);
    }

    /// <summary>The names of the layer and of those that were folded into it.</summary>
    internal List<string> Layers { get; }

    /// <summary>The length of y.</summary>
    public int Outputs { get; }

    /// <summary>The length of x.</summary>
    public int Inputs { get; }

    /// <summary>W, row by row.</summary>
    internal Span<double> Weights => _weight.AsSpan(0, Outputs * Inputs);

    internal double Weight(int output, int input) => _weight[((long)output * Inputs) + input];

    internal double Bias(int output) => _bias[output];

    /// <summary>Gives the memory of W to the next map; this one cannot be used any more.</summary>
    internal void Release()
    {
        _buffers.Return(_weight);
        _weight = [];
    }

    /// <summary>Changes this map to that of s x + t: what a batch norm before the layer folds to.</summary>
    public AffineMap After(ScaleShift norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        Layers.Add(norm.Name);
        for (int o = 0; o < Outputs; o++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                ref double weight = ref _weight[(o * Inputs) + i];
                _bias[o] += weight * norm.Shift(i);
                weight *= norm.Scale(i);
            }
        }

        return this;
    }

    /// <summary>Changes this map to s y + t of its result: what a batch norm behind the layer folds to.</summary>
    public AffineMap Then(ScaleShift norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        Layers.Add(norm.Name);
        for (int o = 0; o < Outputs; o++)
        {
            double scale = norm.Scale(o);
            _bias[o] = (_bias[o] * scale) + norm.Shift(o);
            for (int i = 0; i < Inputs; i++)
                _weight[(o * Inputs) + i] *= scale;
        }

        return this;
    }

    /// <summary>This map of another one's result: two layers with nothing between them. Takes the place of both.</summary>
    public AffineMap After(AffineMap inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        double[] bias = (double[])_bias.Clone();
        var result = new AffineMap(Layers[0], Outputs, inner.Inputs, bias, _buffers);
        result.Layers.AddRange([.. Layers.Skip(1), .. inner.Layers]);
        var weight = result.Weights;
        for (int o = 0; o < Outputs; o++)
        {
            for (int m = 0; m < Inputs; m++)
            {
                double factor = Weight(o, m);
                bias[o] += factor * inner.Bias(m);
                for (int i = 0; i < inner.Inputs; i++)
                    weight[(o * inner.Inputs) + i] += factor * inner.Weight(m, i);
            }
        }

        Release();
        inner.Release();
        return result;
    }

    /// <summary>
    /// This map of some of its inputs: the sum of all such parts, of which one has the bias, is the whole. Takes its place.
    /// </summary>
    /// <param name="first">The first input.</param>
    /// <param name="count">How many inputs.</param>
    /// <param name="bias">Whether it has the bias; else that is 0.</param>
    public AffineMap SliceInputs(int first, int count, bool bias)
    {
        var result = new AffineMap(Layers[0], Outputs, count, bias ? _bias : new double[Outputs], _buffers);
        result.Layers.AddRange(Layers.Skip(1));
        for (int o = 0; o < Outputs; o++)
            Weights.Slice((o * Inputs) + first, count).CopyTo(result.Weights[(o * count)..]);
        Release();
        return result;
    }

    /// <summary>Multiplies the first <paramref name="count"/> outputs of this map: the attention scale of the queries.</summary>
    public AffineMap ScaleOutputs(int count, double factor)
    {
        for (int o = 0; o < count; o++)
        {
            _bias[o] *= factor;
            for (int i = 0; i < Inputs; i++)
                _weight[(o * Inputs) + i] *= factor;
        }

        return this;
    }
}
