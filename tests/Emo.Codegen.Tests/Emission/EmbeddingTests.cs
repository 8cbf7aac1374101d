using System.Reflection;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>An embedding is what the last linear layer of the checkpoint reads, whatever is folded into that layer.</summary>
public sealed class EmbeddingTests
{
    private const int Side = 32;
    private const int Classes = 5;

    public static TheoryData<string, string> Heads => new()
    {
        { "batch", """{ "type": "classifier", "classes": 5 }""" },
        { "layer", """{ "type": "classifier", "classes": 5 }""" },
        { "batch", """{ "type": "classifier", "classes": 5, "preWidth": 11 }""" },
        { "layer", """{ "type": "classifier", "classes": 5, "preWidth": 11 }""" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Times_the_weights_of_the_head_it_gives_the_logits(string norm, string head)
    {
        using var model = Load(norm, head, out var weights);
        float[] input = weights.Input(3 * Side * Side);
        float[] embedding = new float[model.EmbeddingLength];
        model.Embed(input, embedding);
        float[] logits = new float[Classes];
        model.Predict(input, logits);

        float[] matrix = weights["head.weight"];
        float[] bias = weights["head.bias"];
        Assert.Equal(Classes * embedding.Length, matrix.Length);
        double largest = logits.Max(Math.Abs);
        for (int c = 0; c < Classes; c++)
        {
            double sum = bias[c];
            for (int i = 0; i < embedding.Length; i++)
                sum += (double)matrix[(c * embedding.Length) + i] * embedding[i];
            Assert.Equal(sum, logits[c], 1e-5 * largest);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_way_to_a_picture_and_any_number_of_threads_give_the_same_bits(int threads)
    {
        using var model = Load("batch", """{ "type": "classifier", "classes": 5 }""", out _);
        using var team = new ThreadTeam(threads);
        byte[] file = RandomJpeg.Create(seed: 5).Write();
        var picture = Picture.Decode(file);
        float[] input = new float[3 * Side * Side];
        model.Info.Preprocessing.Apply(picture, input);
        float[] expected = new float[model.EmbeddingLength];
        model.Embed(input, expected);

        model.Team = team;
        Assert.Equal(expected, model.Embed(picture));
        Assert.Equal(expected, model.Embed(picture.View));
        Assert.Equal(expected, model.Embed(file));
        Assert.Equal(expected, model.Embed(new MemoryStream(file)));
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, file);
        Assert.Equal(expected, model.Embed(path));
        File.Delete(path);
        float[] embedding = new float[model.EmbeddingLength];
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Embed(file, embedding))));
        Assert.Equal(expected, embedding);
        using var fork = model.Fork();
        Assert.Equal(expected, fork.Embed(file));
    }

    [Fact]
    public async Task A_stream_is_read_asynchronously()
    {
        using var model = Load("batch", """{ "type": "classifier", "classes": 5 }""", out _);
        byte[] file = RandomJpeg.Create(seed: 5).Write();
        Assert.Equal(model.Embed(file), await model.EmbedAsync(new MemoryStream(file)));
    }

    [Fact]
    public void Wrong_arguments_and_values_are_named()
    {
        using var model = Load("batch", """{ "type": "classifier", "classes": 5 }""", out var weights);
        float[] input = weights.Input(3 * Side * Side);
        var error = Assert.Throws<ArgumentException>(() => model.Embed(input, new float[model.EmbeddingLength + 1]));
        Assert.Equal("embedding", error.ParamName);
        error = Assert.Throws<ArgumentException>(() => model.Embed(new float[3], new float[model.EmbeddingLength]));
        Assert.Equal("input", error.ParamName);
        input[0] = float.NaN;
        Assert.Throws<NotFiniteNumberException>(() => model.Embed(input, new float[model.EmbeddingLength]));
    }

    private static IClassifier Load(string norm, string head, out RandomWeights weights)
    {
        string stage = $$"""{ "depth": 2, "width": 8, "expansion": 2, "norm": "{{norm}}", "activation": "silu" }""";
        string spec = TestSpecs.Small(stage: stage, head: head);
        var graph = Codegen.Graph.GraphBuilder.Build(Codegen.Specs.SpecReader.Read("spec.json", spec).Spec!);
        weights = new RandomWeights(graph, seed: 3);
        using var checkpoint = weights.ToCheckpoint();
        var type = ModelCompilation.Create((graph.Name, spec)).Load()(graph.Name);
        return (IClassifier)type.GetMethod("Load", [typeof(Checkpoint)])!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [checkpoint], null)!;
    }
}
