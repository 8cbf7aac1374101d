using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// Writes a checkpoint's parameters in the layouts that the kernels read, in execution order. Folding is in double
/// precision; each value is rounded to float once. Channel counts are padded with zeros: see <see cref="ChannelLayout"/>. All memory
/// comes from <see cref="Begin"/>, which has what was packed into it checked. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class WeightPacker
{
    private readonly IParameterSource _tensors;
    private readonly float* _weights;
    private readonly long _length;
    private readonly List<PackedLayer>? _layers;
    private readonly LayerBuffers _buffers = new();
    private PackedLayer? _current;

    /// <summary>What <see cref="Embedding"/> kept.</summary>
    internal EmbeddingNorm? EmbeddingNorm { get; private set; }

    /// <param name="tensors">The parameters.</param>
    /// <param name="weights">Receives the packed weights; zeroed.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="layers">Receives the layers in the order in which they are packed.</param>
    internal WeightPacker(IParameterSource tensors, float* weights, long length, List<PackedLayer>? layers = null)
    {
        _tensors = tensors;
        _weights = weights;
        _length = length;
        _layers = layers;
    }

    /// <summary>Reads a 1x1 convolution or linear layer; with groups, as the block-diagonal matrix that it is.</summary>
    public AffineMap Linear(string name, int outputs, int inputs, bool bias, int groups = 1)
    {
        double[] biases = bias ? ToDouble(Read(name + ".bias")) : new double[outputs];
        var map = new AffineMap(name, outputs, inputs, biases, _buffers);
        var values = ReadWeight(name);
        var weight = map.Weights;
        int groupInputs = inputs / groups;
        int groupOutputs = outputs / groups;
        for (int o = 0; o < outputs; o++)
        {
            int first = o / groupOutputs * groupInputs;
            for (int i = 0; i < groupInputs; i++)
                weight[(o * inputs) + first + i] = values[(o * groupInputs) + i];
        }

        return map;
    }

    /// <summary>Reads a batch norm's parameters and running statistics.</summary>
    public ScaleShift BatchNorm(string name, int channels, double epsilon)
    {
        float[] weight = Read(name + ".weight");
        float[] bias = Read(name + ".bias");
        float[] mean = Read(name + ".running_mean");
        float[] variance = Read(name + ".running_var");
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int c = 0; c < channels; c++)
        {
            if (variance[c] + epsilon <= 0)
                _tensors.ReportVariance(name + ".running_var", c, variance[c]);
            scale[c] = weight[c] / Math.Sqrt(variance[c] + epsilon);
            shift[c] = bias[c] - (mean[c] * scale[c]);
        }

        return new ScaleShift(name, scale, shift);
    }

    /// <summary>Reads a layer scale, [1, C, 1, 1], as a scale whose shift is 0.</summary>
    public ScaleShift LayerScale(string name, int channels) =>
        new(name, ToDouble(Read(name + ".gamma")), new double[channels]);

    /// <summary>
    /// Bias [N], then panels of 48 outputs (the last one 16, 32 or 48), each [K][panel width]. The map cannot be used any more.
    /// </summary>
    public void Pointwise(long offset, AffineMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        int padded = ChannelLayout.Pad(map.Outputs);
        float* bias = Begin(offset, WeightLayout.Pointwise(map.Outputs, map.Inputs), map.Outputs, inPanels: true, map.Layers);
        for (int o = 0; o < map.Outputs; o++)
            bias[o] = (float)map.Bias(o);
        float* panel = bias + padded;
        for (int first = 0; first < padded; first += ChannelLayout.Panel)
        {
            int width = ChannelLayout.PanelWidth(map.Outputs, first);
            int used = Math.Min(width, map.Outputs - first);
            for (int i = 0; i < map.Inputs; i++)
            {
                for (int o = 0; o < used; o++)
                    panel[o] = (float)map.Weight(first + o, i);
                panel += width;
            }
        }

        map.Release();
    }

    /// <summary>Bias [N], then taps [row][column][input channel][N] of a dense convolution, with the norm behind it folded in.</summary>
    public void Convolution(long offset, string name, int outputs, int inputs, int kernelSize, bool bias, ScaleShift? norm)
    {
        var weight = ReadWeight(name);
        float[] biases = bias ? Read(name + ".bias") : new float[outputs];
        int padded = ChannelLayout.Pad(outputs);
        int area = kernelSize * kernelSize;
        float* target = Begin(offset, WeightLayout.Convolution(outputs, inputs, kernelSize), outputs, inPanels: false, Layers(name, norm));
        for (int o = 0; o < outputs; o++)
        {
            double scale = norm?.Scale(o) ?? 1;
            target[o] = (float)((biases[o] * scale) + (norm?.Shift(o) ?? 0));
            for (int i = 0; i < inputs; i++)
            {
                for (int tap = 0; tap < area; tap++)
                    target[(((tap * inputs) + i + 1) * padded) + o] = (float)(weight[(((o * inputs) + i) * area) + tap] * scale);
            }
        }
    }

    /// <summary>
    /// Bias [N], then panels of 48 outputs (the last one 16, 32 or 48), each [row][column][input channel][panel width], of a
    /// dense convolution with the norm behind it folded in; with groups, as the block-diagonal matrix that it is.
    /// </summary>
    public void PanelConvolution(
        long offset, string name, int outputs, int inputs, int kernelSize, bool bias, ScaleShift? norm, int groups = 1)
    {
        var weight = ReadWeight(name);
        int groupInputs = inputs / groups;
        int groupOutputs = outputs / groups;
        float[] biases = bias ? Read(name + ".bias") : new float[outputs];
        int padded = ChannelLayout.Pad(outputs);
        int area = kernelSize * kernelSize;
        float* target = Begin(offset, WeightLayout.Convolution(outputs, inputs, kernelSize), outputs, inPanels: true, Layers(name, norm));
        for (int o = 0; o < outputs; o++)
        {
            double scale = norm?.Scale(o) ?? 1;
            target[o] = (float)((biases[o] * scale) + (norm?.Shift(o) ?? 0));
            int first = o / ChannelLayout.Panel * ChannelLayout.Panel;
            int width = ChannelLayout.PanelWidth(outputs, first);
            int firstInput = o / groupOutputs * groupInputs;
            float* column = target + padded + ((long)first * area * inputs) + (o - first) + ((long)firstInput * width);
            for (int tap = 0; tap < area; tap++, column += (long)inputs * width)
            {
                for (int i = 0; i < groupInputs; i++)
                    column[(long)i * width] = (float)(weight[(((o * groupInputs) + i) * area) + tap] * scale);
            }
        }
    }

    /// <summary>
    /// Bias [N], then panels of 48 outputs (the last one 16, 32 or 48), each [16][input channel][panel width], of a dense 3x3 convolution
    /// with the norm behind it folded in: of each 9 taps g the 16 numbers G g Gt, where the rows of G are 1 0 0, 1/2 1/2 1/2, 1/2 -1/2 1/2
    /// and 0 0 1. With them a tile of 2x2 outputs takes 16 products (Lavin and Gray, 2015).
    /// </summary>
    public void Winograd(long offset, string name, int outputs, int inputs, bool bias, ScaleShift? norm)
    {
        var weight = ReadWeight(name);
        float[] biases = bias ? Read(name + ".bias") : new float[outputs];
        int padded = ChannelLayout.Pad(outputs);
        float* target = Begin(offset, WeightLayout.Winograd(outputs, inputs), outputs, inPanels: true, Layers(name, norm));
        Span<double> numbers = stackalloc double[WinogradTaps.Numbers];
        for (int o = 0; o < outputs; o++)
        {
            double scale = norm?.Scale(o) ?? 1;
            target[o] = (float)((biases[o] * scale) + (norm?.Shift(o) ?? 0));
            int first = o / ChannelLayout.Panel * ChannelLayout.Panel;
            int width = ChannelLayout.PanelWidth(outputs, first);
            float* column = target + padded + ((long)first * WinogradTaps.Numbers * inputs) + (o - first);
            for (int i = 0; i < inputs; i++, column += width)
            {
                WinogradTaps.Transform(weight.Slice(((o * inputs) + i) * WinogradTaps.Taps, WinogradTaps.Taps), numbers);
                for (int n = 0; n < numbers.Length; n++)
                    column[(long)n * inputs * width] = (float)(numbers[n] * scale);
            }
        }
    }

    /// <summary>
    /// Bias [C], then taps [row][column][C] of a depthwise convolution without bias, with the norm behind it, if there is one, folded in.
    /// </summary>
    public void Depthwise(long offset, string name, int channels, int kernelSize, ScaleShift? norm)
    {
        var weight = ReadWeight(name);
        int padded = ChannelLayout.Pad(channels);
        int area = kernelSize * kernelSize;
        float* target = Begin(offset, WeightLayout.Depthwise(channels, kernelSize), channels, inPanels: false, Layers(name, norm));
        for (int c = 0; c < channels; c++)
        {
            double scale = norm?.Scale(c) ?? 1;
            target[c] = (float)(norm?.Shift(c) ?? 0);
            for (int tap = 0; tap < area; tap++)
                target[((tap + 1) * padded) + c] = (float)(weight[(c * area) + tap] * scale);
        }
    }

    /// <summary>Scale [C], then shift [C] of a layer norm.</summary>
    public void LayerNorm(long offset, string name, int channels)
    {
        float* target = Begin(offset, WeightLayout.Norm(channels), channels, inPanels: false, [name]);
        Read(name + ".weight").CopyTo(new Span<float>(target, channels));
        Read(name + ".bias").CopyTo(new Span<float>(target + ChannelLayout.Pad(channels), channels));
    }

    /// <summary>Scale [C], then shift [C] of a batch norm that could not be folded.</summary>
    public void ScaleShift(long offset, int channels, ScaleShift norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        float* target = Begin(offset, WeightLayout.Norm(channels), channels, inPanels: false, [norm.Name]);
        for (int c = 0; c < channels; c++)
        {
            target[c] = (float)norm.Scale(c);
            target[ChannelLayout.Pad(channels) + c] = (float)norm.Shift(c);
        }
    }

    /// <summary>
    /// Keeps the batch norm that is folded into the last linear layer for embeddings, which are what that layer reads. It is not among
    /// the packed weights.
    /// </summary>
    public void Embedding(int channels, ScaleShift norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        EmbeddingNorm = EmbeddingNorm.Of(norm, channels);
        var layer = new PackedLayer(0, WeightLayout.Norm(channels), channels, InPanels: false, [norm.Name]);
        for (int c = 0; c < channels; c++)
        {
            float value = float.IsFinite(EmbeddingNorm.Scale[c]) ? EmbeddingNorm.Shift[c] : EmbeddingNorm.Scale[c];
            if (!float.IsFinite(value))
                _tensors.ReportOverflow(layer, c, value);
        }
    }

    private static double[] ToDouble(float[] values) => Array.ConvertAll(values, static value => (double)value);

    /// <summary>Reads a parameter into memory of its own.</summary>
    private float[] Read(string name)
    {
        float[] values = new float[_tensors.Length(name)];
        _tensors.Read(name, values);
        return values;
    }

    /// <summary>The weight of a layer, valid until the next one is read.</summary>
    private ReadOnlySpan<float> ReadWeight(string name)
    {
        var values = _buffers.Values(_tensors.Length(name + ".weight"));
        _tensors.Read(name + ".weight", values);
        return values;
    }

    /// <summary>Ends packing.</summary>
    /// <exception cref="CheckpointException">
    /// A parameter is not finite, or a packed weight is not: finite parameters overflowed when they were folded.
    /// </exception>
    internal void Complete()
    {
        CheckCurrent();
        _tensors.ThrowIfNotFinite();
    }

    private static List<string> Layers(string name, ScaleShift? norm) => norm is null ? [name] : [name, norm.Name];

    /// <summary>Where a layer is packed to. The one before it is whole by now, and still in the cache.</summary>
    private float* Begin(long offset, long length, int outputs, bool inPanels, IReadOnlyList<string> layers)
    {
        CheckCurrent();
        if (offset < 0 || offset + length > _length)
        {
            throw new InvalidOperationException(
                $"Packed weights [{offset}, {offset + length}) lie outside the {_length} floats of the model.");
        }

        _current = new PackedLayer(offset, length, outputs, inPanels, layers);
        _layers?.Add(_current);
        return _weights + offset;
    }

    private void CheckCurrent()
    {
        if (_current is { } layer && FiniteWeights.FindOther(_weights + layer.Offset, layer.Length) is { } index)
            _tensors.ReportOverflow(layer, index, _weights[layer.Offset + index]);
        _current = null;
    }
}
