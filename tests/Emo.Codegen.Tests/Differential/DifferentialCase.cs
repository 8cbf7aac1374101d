using System.Globalization;
using System.Text.Json.Nodes;
using Emo.Codegen.Graph;
using Emo.Codegen.Tests.Support;
using Emo.Onnx;

namespace Emo.Codegen.Tests.Differential;

/// <summary>
/// One network, three ways: the generated code at every vector width and with several threads, ONNX Runtime on the exported layer
/// graph, and plain loops in double precision where the two disagree. Every block's output is compared, so every stage's, every
/// level's, and the logits.
/// </summary>
internal sealed class DifferentialCase
{
    /// <summary>
    /// Of the largest value. The official code in float32 is within 7e-6 of itself in double precision; two float32
    /// implementations that differ by less than 1e-5 are both right.
    /// </summary>
    private const double Tolerance = 1e-5;

    /// <summary>
    /// Some networks amplify the rounding of any float32 implementation (a layer norm of two channels that are almost equal):
    /// then nobody can ask of one what the other does not have. Rounding in another order may be that much worse by chance.
    /// </summary>
    private const double Slack = 8;

    private readonly LayerGraph _graph;
    private readonly EquatableArray<GraphOutput> _outputs;
    private readonly RandomWeights _weights;
    private readonly float[] _input;
    private readonly Lazy<ReferenceNetwork> _reference;

    /// <summary>What NaN does is compared with plain loops, which take long: every fifth case has to do.</summary>
    private const int CasesForOneWithNaN = 5;

    private readonly bool _hasNaN;

    private DifferentialCase(string spec, int seed)
    {
        _hasNaN = seed % CasesForOneWithNaN == 0;
        var graph = SpecGraph.Parse(spec);
        _outputs = graph.Outputs;
        _graph = graph with
        {
            Outputs = graph.Blocks.Select(block => new GraphOutput(block.Name, block.Last.Id, block.Last.Output)).ToEquatableArray(),
        };
        _weights = new RandomWeights(graph, seed);
        _input = _weights.Input(graph.Input.Channels * graph.Input.Height * graph.Input.Width);
        _reference = new(() =>
        {
            var reference = new ReferenceNetwork(_weights);
            reference.Run(_graph, _input);
            return reference;
        });
    }

    /// <summary>What is wrong with the code that is generated for a spec, or null.</summary>
    public static string? Problem(JsonObject spec, int seed) => new DifferentialCase(spec.ToJsonString(), seed).Check(spec.ToJsonString());

    private string? Check(string spec)
    {
        var compilation = ModelCompilation.Create((_graph.Name, spec));
        if (compilation.Problems.Count > 0)
            return $"The generated code has problems: {string.Join('\n', compilation.Problems.Take(5))}";

        using var checkpoint = _weights.ToCheckpoint();
        using var model = new CompiledModel(compilation.Load()(_graph.Name), checkpoint);
        int length = _outputs.Sum(Length);
        var blocks = new Dictionary<string, float[]>();
        float[] outputs = model.Run(512, _input, length, threads: 1, output =>
        {
            // Nobody can see the output of a stem that is composed with the block behind it.
            if (output.IsComputed)
                blocks.Add(output.Name, output.ToArray());
        });
        if (!_outputs.SelectMany(output => blocks[BlockOf(output).Name]).SequenceEqual(outputs))
            return "The outputs are not those of their blocks.";
        foreach (int bits in new[] { 512, 256, 128 })
        {
            if (!model.Run(bits, _input, length).AsSpan().SequenceEqual(outputs))
                return $"Vectors of {bits} bits give other bits than vectors of 512.";
        }

        foreach (int threads in new[] { 2, 3 })
        {
            if (!model.Run(512, _input, length, threads).AsSpan().SequenceEqual(outputs))
                return $"{threads} threads give other bits than one.";
        }

        using var network = new OrtNetwork(_graph, name => _weights[name]);
        var expected = network.Run(_input);
        return _graph.Blocks.Where(block => blocks.ContainsKey(block.Name))
            .Select(block => Compare(block, blocks[block.Name], expected[block.Name]))
            .FirstOrDefault(problem => problem is not null) ?? (_hasNaN ? NaNProblem(model, length) : null);
    }

    /// <summary>One NaN in the input makes NaN of those values of each block that plain loops make NaN of.</summary>
    private string? NaNProblem(CompiledModel model, int length)
    {
        float[] input = [.. _input];
        input[_graph.Input.Width / 8 * 4] = float.NaN;
        var reference = new ReferenceNetwork(_weights);
        reference.Run(_graph, input);
        string? problem = null;
        model.Run(512, input, length, threads: 2, output =>
        {
            if (!output.IsComputed || problem is not null)
                return;
            string name = output.Name;
            double[] expected = reference[_graph.Blocks.Single(block => block.Name == name).Last];
            float[] actual = output.ToArray();
            if (!actual.Select(float.IsNaN).SequenceEqual(expected.Select(double.IsNaN)))
                problem = $"{name}: {actual.Count(float.IsNaN)} values are NaN, and {expected.Count(double.IsNaN)} should be.";
        });
        return problem;
    }

    private static int Length(GraphOutput output) => (int)(output.Shape.Channels * output.Shape.Cells);

    private LayerBlock BlockOf(GraphOutput output) => _graph.Blocks.Single(block => block.Last.Id == output.Layer);

    private string? Compare(LayerBlock block, float[] actual, float[] ort)
    {
        double[] ours = Array.ConvertAll(actual, value => (double)value);
        double[] theirs = Array.ConvertAll(ort, value => (double)value);
        if (Difference(ours, theirs) <= Tolerance)
            return null;
        double[] exact = _reference.Value[block.Last];
        var (difference, theirDifference) = (Difference(ours, exact), Difference(theirs, exact));
        return difference <= Math.Max(Tolerance, Slack * theirDifference)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{block.Name} differs by {difference:E2} of the largest value, ONNX Runtime by {theirDifference:E2}.");
    }

    /// <summary>
    /// The largest difference relative to the largest expected value; NaN, which is in no tolerance, where a value is none.
    /// </summary>
    private static double Difference(double[] actual, double[] expected)
    {
        if (!actual.All(double.IsFinite) || !expected.All(double.IsFinite))
            return double.NaN;
        double difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
        return difference == 0 ? 0 : difference / expected.Max(Math.Abs);
    }
}
