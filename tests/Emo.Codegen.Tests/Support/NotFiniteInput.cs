using Emo.Codegen.Graph;

namespace Emo.Codegen.Tests.Support;

/// <summary>
/// One NaN in the input of a network: outputs are NaN exactly where plain loops have it, at every vector width and on a team of
/// threads, and the next prediction of the instance is as if nothing had been.
/// </summary>
internal static class NotFiniteInput
{
    /// <param name="model">The model.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="input">An input that is finite.</param>
    /// <param name="outputs">The length of all outputs.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="spread">How many cells further it may reach in each output, on all sides; null for none.</param>
    public static void AssertReachesWhatItShould(
        CompiledModel model,
        LayerGraph graph,
        RandomWeights weights,
        float[] input,
        int outputs,
        string what,
        IReadOnlyList<int>? spread = null)
    {
        float[] before = model.Run(512, input, outputs, threads: 2);
        var shape = graph.Input;
        int[] places = [Place(0, 0, shape.Width - 1), Place(1, shape.Height / 2, shape.Width / 2)];
        foreach (int place in places)
        {
            float[] broken = [.. input];
            broken[place] = float.NaN;
            double[] expected = new ReferenceNetwork(weights).Run(graph, broken);
            Assert.Contains(expected, double.IsNaN);
            foreach (int bits in new[] { 512, 256, 128 })
            {
                AssertReaches(model.Run(bits, broken, outputs), $"{what}, {bits} bits, NaN at {place}");
                AssertReaches(model.Run(bits, broken, outputs, threads: 2), $"{what}, {bits} bits, 2 threads, NaN at {place}");
            }

            Assert.Equal(before, model.Run(512, input, outputs, threads: 2));

            void AssertReaches(float[] actual, string message)
            {
                if (spread is null)
                    AssertSame(expected, actual, message);
                else
                    AssertNear(graph, expected, actual, spread, message);
            }
        }

        // Strides of 4 in all reach this pixel also where kernels have one tap.
        int Place(int channel, int row, int column) => (((channel * shape.Height) + (row / 4 * 4)) * shape.Width) + (column / 4 * 4);
    }

    /// <summary>What must be NaN is, and so may be cells that are near.</summary>
    private static void AssertNear(LayerGraph graph, double[] expected, float[] actual, IReadOnlyList<int> spread, string what)
    {
        int start = 0;
        foreach (var (output, reach) in graph.Outputs.Zip(spread))
        {
            var shape = output.Shape;
            for (int i = 0; i < shape.Channels * shape.Height * shape.Width; i++)
            {
                if (double.IsFinite(expected[start + i]) ? float.IsFinite(actual[start + i]) || IsNear(shape, start, i, reach)
                    : float.IsNaN(actual[start + i]))
                {
                    continue;
                }

                Assert.Fail($"{what}: value {i} of output {output.Name} is {actual[start + i]}, and should be {expected[start + i]}.");
            }

            start += shape.Channels * shape.Height * shape.Width;
        }

        Assert.Equal(expected.Length, start);

        bool IsNear(MapShape shape, int first, int index, int reach)
        {
            int channel = index / (shape.Height * shape.Width), row = index / shape.Width % shape.Height, column = index % shape.Width;
            for (int y = Math.Max(0, row - reach); y <= Math.Min(shape.Height - 1, row + reach); y++)
            {
                for (int x = Math.Max(0, column - reach); x <= Math.Min(shape.Width - 1, column + reach); x++)
                {
                    if (double.IsNaN(expected[first + (((channel * shape.Height) + y) * shape.Width) + x]))
                        return true;
                }
            }

            return false;
        }
    }

    private static void AssertSame(double[] expected, float[] actual, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i]) != float.IsFinite(actual[i]) || double.IsNaN(expected[i]) != float.IsNaN(actual[i]))
                Assert.Fail($"{what}: output {i} of {expected.Length} is {actual[i]}, and should be {expected[i]}.");
        }
    }
}
