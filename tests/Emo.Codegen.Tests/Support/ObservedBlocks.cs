using Emo.Codegen.Graph;

namespace Emo.Codegen.Tests.Support;

/// <summary>What an observer saw, to compare with a network of plain loops.</summary>
internal sealed class ObservedBlocks
{
    private readonly OrderedDictionary<string, float[]?> _outputs = new(StringComparer.Ordinal);

    public void Observe(BlockOutput output) => _outputs.Add(output.Name, output.IsComputed ? output.ToArray() : null);

    /// <summary>
    /// Every block was shown once, in order, and all but a stem that is composed with the next block have the right output.
    /// </summary>
    public void AssertAre(LayerGraph graph, ReferenceNetwork reference, string what)
    {
        Assert.Equal(graph.Blocks.Select(block => block.Name), _outputs.Keys);
        foreach (var block in graph.Blocks)
        {
            if (_outputs[block.Name] is { } actual)
                AssertClose(reference[block.Last], actual, $"{what}, {block.Name}");
            else
                Assert.Equal("stage0", block.Name);
        }
    }

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        double difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
        Assert.True(difference <= 1e-5 * largest, $"{what}: differs by {difference / largest:E2} of the maximum");
    }
}
