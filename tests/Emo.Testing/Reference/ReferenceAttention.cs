using Emo.Codegen.Graph;

namespace Emo.Testing;

/// <summary>
/// Window attention as upstream writes it: pad, partition into a dilated grid or tiles, attend, undo, crop. Token by token, in double. Of a
/// hybrid attention both are added; upstream undoes the tiles of one whose value is the input as if they were a grid.
/// </summary>
internal sealed class ReferenceAttention(RandomWeights weights, WindowAttentionLayer layer)
{
    /// <summary>Whether windows are dilated grids (true) or tiles, of each kind; a hybrid attention has both.</summary>
    private static readonly Dictionary<WindowKind, bool[]> s_patterns = new()
    {
        [WindowKind.Remote] = [true],
        [WindowKind.Close] = [false],
        [WindowKind.Hybrid] = [true, false],
    };

    private readonly int _channels = layer.Input.Channels;
    private readonly int _height = layer.Input.Height;
    private readonly int _width = layer.Input.Width;

    public double[] Run(double[] x)
    {
        int valueChannels = layer.Output.Channels;
        double[] y = new double[valueChannels * _height * _width];
        foreach (bool isGrid in s_patterns[layer.Kind])
        {
            for (int window = 0; window < layer.WindowRows * layer.WindowColumns; window++)
            {
                double[][] tokens = [.. Cells(window, isGrid).Select(cell => Token(x, cell.Row, cell.Column))];
                double[][] attended = Attend(tokens, valueChannels);
                bool isUndoneAsGrid = isGrid || (layer.Kind == WindowKind.Hybrid && layer.Value is null);
                foreach (var (cell, values) in Cells(window, isUndoneAsGrid).Zip(attended))
                {
                    for (int c = 0; c < valueChannels && cell.Row < _height && cell.Column < _width; c++)
                        y[(((c * _height) + cell.Row) * _width) + cell.Column] += values[c];
                }
            }
        }

        return y;
    }

    /// <summary>Where the tokens of a window lie.</summary>
    private IEnumerable<(int Row, int Column)> Cells(int window, bool isGrid)
    {
        var (i, j) = (window / layer.WindowColumns, window % layer.WindowColumns);
        return
            from a in Enumerable.Range(0, layer.WindowHeight)
            from b in Enumerable.Range(0, layer.WindowWidth)
            select isGrid
                ? ((a * layer.WindowRows) + i, (b * layer.WindowColumns) + j)
                : ((i * layer.WindowHeight) + a, (j * layer.WindowWidth) + b);
    }

    private double[] Token(double[] x, int row, int column) => row < _height && column < _width
        ? [.. Enumerable.Range(0, _channels).Select(c => x[(((c * _height) + row) * _width) + column])]
        : new double[_channels];

    private double[][] Attend(double[][] tokens, int valueChannels)
    {
        double[][] queryKeys = [.. tokens.Select(token => Project("qk", token, 2 * _channels, 1))];
        double[][] values = layer.Value is { } value
            ? [.. tokens.Select(token => Array.ConvertAll(
                Project("v", token, value.Width, value.Groups), v => ReferenceNetwork.Activate(value.Activation, v)))]
            : tokens;
        double[][] attended = [.. tokens.Select(_ => new double[valueChannels])];
        int headWidth = layer.HeadWidth;
        int valueHeadWidth = valueChannels / layer.Heads;
        for (int head = 0; head < layer.Heads; head++)
        {
            for (int q = 0; q < tokens.Length; q++)
            {
                double[] scores = [.. queryKeys.Select(key => Enumerable.Range(0, headWidth).Sum(d =>
                    queryKeys[q][(head * headWidth) + d] * key[_channels + (head * headWidth) + d]) / Math.Sqrt(headWidth))];
                double max = scores.Max();
                double sum = scores.Sum(score => Math.Exp(score - max));
                for (int c = head * valueHeadWidth; c < (head + 1) * valueHeadWidth; c++)
                    attended[q][c] = scores.Select((score, k) => Math.Exp(score - max) / sum * values[k][c]).Sum();
            }
        }

        return attended;
    }

    private double[] Project(string name, double[] token, int outputs, int groups)
    {
        float[] weight = weights[$"{layer.Name}.{name}.conv.weight"];
        int groupInputs = token.Length / groups;
        return [.. Enumerable.Range(0, outputs).Select(o =>
        {
            int first = o / (outputs / groups) * groupInputs;
            double sum = layer.Bias ? weights[$"{layer.Name}.{name}.conv.bias"][o] : 0;
            for (int i = 0; i < groupInputs; i++)
                sum += weight[(o * groupInputs) + i] * token[first + i];
            return sum;
        })];
    }
}
