using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// y = W x + b in double precision: a 1x1 convolution or linear layer, and what is folded into it before it is packed.
/// Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AffineMap
{
    private readonly double[] _weight;
    private readonly double[] _bias;

    internal AffineMap(int outputs, int inputs, double[] weight, double[] bias)
    {
        Outputs = outputs;
        Inputs = inputs;
        _weight = weight;
        _bias = bias;
    }

    /// <summary>The length of y.</summary>
    public int Outputs { get; }

    /// <summary>The length of x.</summary>
    public int Inputs { get; }

    internal double Weight(int output, int input) => _weight[((long)output * Inputs) + input];

    internal double Bias(int output) => _bias[output];

    /// <summary>Changes this map to that of s x + t: what a batch norm before the layer folds to.</summary>
    public AffineMap After(ScaleShift norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
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
        for (int o = 0; o < Outputs; o++)
        {
            double scale = norm.Scale(o);
            _bias[o] = (_bias[o] * scale) + norm.Shift(o);
            for (int i = 0; i < Inputs; i++)
                _weight[(o * Inputs) + i] *= scale;
        }

        return this;
    }

    /// <summary>This map of another one's result: two layers with nothing between them.</summary>
    public AffineMap After(AffineMap inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        double[] weight = new double[Outputs * inner.Inputs];
        double[] bias = (double[])_bias.Clone();
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

        return new AffineMap(Outputs, inner.Inputs, weight, bias);
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
