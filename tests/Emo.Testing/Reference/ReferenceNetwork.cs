using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Testing;

/// <summary>The layer graph, computed layer by layer with plain loops in double precision. Maps are planar.</summary>
internal sealed class ReferenceNetwork(RandomWeights weights)
{
    private readonly Dictionary<int, double[]> _values = [];

    /// <summary>The outputs of the graph, one after the other.</summary>
    public double[] Run(LayerGraph graph, float[] input)
    {
        _values[0] = Array.ConvertAll(input, value => (double)value);
        foreach (var layer in graph.Layers)
            _values[layer.Id] = Compute(layer);
        return [.. graph.Outputs.SelectMany(output => _values[output.Layer])];
    }

    /// <summary>What a layer of the last run gave.</summary>
    public double[] this[Layer layer] => _values[layer.Id];

    private double[] Compute(Layer layer)
    {
        double[] x = _values[layer.Inputs[0]];
        return layer switch
        {
            ConvolutionLayer conv => Convolution(conv, x),
            BatchNormLayer norm => BatchNorm(norm, x),
            LayerNormLayer norm => LayerNorm(norm, x),
            ActivationLayer activation => Array.ConvertAll(x, value => Activate(activation.Activation, value)),
            ScaleLayer scale => [.. x.Select((value, i) => value * weights[scale.Name + ".gamma"][i / (int)scale.Output.Cells])],
            SqueezeExciteLayer se => SqueezeExcite(se, x),
            WindowAttentionLayer attention => new ReferenceAttention(weights, attention).Run(x),
            AddLayer add => [.. x.Zip(_values[add.Inputs[1]], (a, b) => a + b)],
            ConcatenateLayer => [.. layer.Inputs.SelectMany(input => _values[input])],
            ResizeLayer resize => Resize(resize, x),
            AdaptiveMeanLayer mean => AdaptiveMean(mean, x),
            GlobalMeanLayer mean => [.. x.Chunk(x.Length / mean.Output.Channels).Select(plane => plane.Average())],
            LinearLayer linear => Linear(linear.Name, x, linear.Output.Channels, bias: true),
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "unknown layer"),
        };
    }

    public static double Activate(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Relu6 => Math.Clamp(x, 0, 6),
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Gelu => x * NormalDistribution(x),
        ActivationKind.HardSwish => x * Math.Clamp(x + 3, 0, 6) / 6,
        ActivationKind.HardSigmoid => Math.Clamp(x + 3, 0, 6) / 6,
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Mish => x * Math.Tanh(SoftPlus(x)),
        ActivationKind.HardMish => 0.5 * x * Math.Clamp(x + 2, 0, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown activation"),
    };

    /// <summary>log(1 + exp(x)), and also where 1 + exp(x) is 1 or infinite.</summary>
    public static double SoftPlus(double x)
    {
        if (x > 40)
            return x;
        double power = Math.Exp(x);
        return power < 1e-5 ? power * (1 - (power / 2) + (power * power / 3)) : Math.Log(1 + power);
    }

    /// <summary>The integral of the density from 0 by Simpson's rule: slow, but nobody's polynomial.</summary>
    public static double NormalDistribution(double x)
    {
        if (Math.Abs(x) > 40)
            return x > 0 ? 1 : 0;
        const int Steps = 400;
        double h = x / Steps;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double t = i * h;
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-t * t / 2);
        }

        return 0.5 + (sum * h / 3 / Math.Sqrt(2 * Math.PI));
    }

    private double[] Convolution(ConvolutionLayer conv, double[] x)
    {
        var (input, output) = (conv.Input, conv.Output);
        float[] weight = weights[conv.Name + ".weight"];
        int groupInputs = input.Channels / conv.Groups;
        int groupOutputs = output.Channels / conv.Groups;
        double[] y = new double[output.Channels * output.Cells];
        for (int o = 0; o < output.Channels; o++)
        {
            for (int row = 0; row < output.Height; row++)
            {
                for (int column = 0; column < output.Width; column++)
                {
                    double sum = conv.Bias ? weights[conv.Name + ".bias"][o] : 0;
                    for (int i = 0; i < groupInputs; i++)
                    {
                        for (int tap = 0; tap < conv.KernelSize * conv.KernelSize; tap++)
                        {
                            int sy = (row * conv.Stride) - conv.Padding + (tap / conv.KernelSize * conv.Dilation);
                            int sx = (column * conv.Stride) - conv.Padding + (tap % conv.KernelSize * conv.Dilation);
                            if (sy < 0 || sx < 0 || sy >= input.Height || sx >= input.Width)
                                continue;
                            int channel = (o / groupOutputs * groupInputs) + i;
                            sum += weight[(((o * groupInputs) + i) * conv.KernelSize * conv.KernelSize) + tap]
                                * x[(((channel * input.Height) + sy) * input.Width) + sx];
                        }
                    }

                    y[(((o * output.Height) + row) * output.Width) + column] = sum;
                }
            }
        }

        return y;
    }

    private static double[] Resize(ResizeLayer resize, double[] x) => resize.Kind switch
    {
        ResizeKind.Nearest => Map(resize.Output, (c, row, column) => At(
            x, resize.Input, c, row * resize.Input.Height / resize.Output.Height, column * resize.Input.Width / resize.Output.Width)),
        ResizeKind.Bilinear => Map(resize.Output, (c, row, column) =>
        {
            double y = Math.Clamp(((row + 0.5) * resize.Input.Height / resize.Output.Height) - 0.5, 0, resize.Input.Height - 1);
            double z = Math.Clamp(((column + 0.5) * resize.Input.Width / resize.Output.Width) - 0.5, 0, resize.Input.Width - 1);
            var (top, left) = ((int)y, (int)z);
            var (bottom, right) = (Math.Min(top + 1, resize.Input.Height - 1), Math.Min(left + 1, resize.Input.Width - 1));
            var (down, across) = (y - top, z - left);
            return ((1 - down) * (((1 - across) * At(x, resize.Input, c, top, left)) + (across * At(x, resize.Input, c, top, right))))
                + (down * (((1 - across) * At(x, resize.Input, c, bottom, left)) + (across * At(x, resize.Input, c, bottom, right))));
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(resize), resize.Kind, "unknown kind of resize"),
    };

    private static double[] AdaptiveMean(AdaptiveMeanLayer mean, double[] x) => Map(mean.Output, (c, row, column) =>
        (from y in Cells(row, mean.Input.Height, mean.Output.Height)
         from z in Cells(column, mean.Input.Width, mean.Output.Width)
         select At(x, mean.Input, c, y, z)).Average());

    private static IEnumerable<int> Cells(int index, int size, int cells)
    {
        int first = (int)Math.Floor((double)index * size / cells);
        return Enumerable.Range(first, (int)Math.Ceiling((index + 1.0) * size / cells) - first);
    }

    private static double At(double[] x, MapShape shape, int channel, int row, int column) =>
        x[(((channel * shape.Height) + row) * shape.Width) + column];

    private static double[] Map(MapShape shape, Func<int, int, int, double> value) =>
    [
        .. from c in Enumerable.Range(0, shape.Channels)
           from row in Enumerable.Range(0, shape.Height)
           from column in Enumerable.Range(0, shape.Width)
           select value(c, row, column),
    ];

    private double[] BatchNorm(BatchNormLayer norm, double[] x)
    {
        int cells = (int)norm.Output.Cells;
        return [.. x.Select((value, i) =>
        {
            int c = i / cells;
            double scale = weights[norm.Name + ".weight"][c] / Math.Sqrt(weights[norm.Name + ".running_var"][c] + norm.Epsilon);
            return ((value - weights[norm.Name + ".running_mean"][c]) * scale) + weights[norm.Name + ".bias"][c];
        })];
    }

    private double[] LayerNorm(LayerNormLayer norm, double[] x)
    {
        int cells = (int)norm.Output.Cells;
        int channels = norm.Output.Channels;
        double[] y = new double[x.Length];
        for (int cell = 0; cell < cells; cell++)
        {
            double[] values = [.. Enumerable.Range(0, channels).Select(c => x[(c * cells) + cell])];
            double mean = values.Average();
            double variance = values.Average(value => (value - mean) * (value - mean));
            for (int c = 0; c < channels; c++)
            {
                double normed = (values[c] - mean) / Math.Sqrt(variance + norm.Epsilon);
                y[(c * cells) + cell] = (normed * weights[norm.Name + ".weight"][c]) + weights[norm.Name + ".bias"][c];
            }
        }

        return y;
    }

    private double[] SqueezeExcite(SqueezeExciteLayer se, double[] x)
    {
        int cells = (int)se.Output.Cells;
        double[] means = [.. x.Chunk(cells).Select(plane => plane.Average())];
        double[] reduced = Array.ConvertAll(
            Linear(se.Name + ".conv_reduce", means, se.Reduced, bias: true), value => Activate(se.Activation, value));
        double[] gate = Array.ConvertAll(
            Linear(se.Name + ".conv_expand", reduced, se.Output.Channels, bias: true), value => 1 / (1 + Math.Exp(-value)));
        return [.. x.Select((value, i) => value * gate[i / cells])];
    }

    private double[] Linear(string name, double[] x, int outputs, bool bias)
    {
        float[] weight = weights[name + ".weight"];
        return [.. Enumerable.Range(0, outputs).Select(o =>
            (bias ? weights[name + ".bias"][o] : 0) + x.Select((value, i) => value * weight[(o * x.Length) + i]).Sum())];
    }
}
