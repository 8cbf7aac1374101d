using Emo.Codegen.Graph;

namespace Emo.Codegen.Tests.Support;

/// <summary>
/// One NaN in the input of a network: outputs are NaN exactly where plain loops have it, at every vector width and on a team of
/// threads, and the next prediction of the instance is as if nothing had been.
/// </summary>
internal static class NotFiniteInput
{
    public static void AssertReachesWhatItShould(
        CompiledModel model, LayerGraph graph, RandomWeights weights, float[] input, int outputs, string what)
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
                AssertSame(expected, model.Run(bits, broken, outputs), $"{what}, {bits} bits, NaN at {place}");
                AssertSame(expected, model.Run(bits, broken, outputs, threads: 2), $"{what}, {bits} bits, 2 threads, NaN at {place}");
            }

            Assert.Equal(before, model.Run(512, input, outputs, threads: 2));
        }

        // Strides of 4 in all reach this pixel also where kernels have one tap.
        int Place(int channel, int row, int column) => (((channel * shape.Height) + (row / 4 * 4)) * shape.Width) + (column / 4 * 4);
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
