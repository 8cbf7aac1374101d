
namespace Emo.Conformance.Tests;

/// <summary>What an observer sees of each block: the bits that a features head gives, and the official code's numbers.</summary>
public sealed class BlockObserverTests
{
    private const double Tolerance = 1e-5;
    private static readonly float[] s_input = SyntheticWeights.Input(64, 64);

    [Fact]
    public void Emo_1m() => Check<Emo1M, Emo1MStages>("emo-1m");

    [Fact]
    public void Attention_after_the_value_projection() => Check<AttnAfterV, AttnAfterVStages>("attn-after-v");

    [Fact]
    public void Windows_of_other_sizes_on_an_odd_input() => Check<MixedWindows, MixedWindowsStages>("mixed-windows");

    [Fact]
    public void Squeeze_excite() => Check<SeRelu, SeReluStages>("se-relu");

    [Fact]
    public void Blocks_are_shown_in_order_under_the_names_of_the_layer_table()
    {
        using var model = Load();
        var shown = new List<(string, FeatureShape)>();
        model.Observer = output => shown.Add((output.Name, output.Shape));
        model.Predict(s_input, new float[10]);
        Assert.Equal(EmoCifar10.Describe().Blocks.Select(block => (block.Name, block.Output)), shown);
    }

    [Fact]
    public void The_stem_that_is_composed_with_the_next_block_has_nothing_to_copy()
    {
        using var model = Load();
        bool? computed = null;
        model.Observer = output =>
        {
            computed ??= output.IsComputed;
            if (output.Name == "stage0")
                output.ToArray();
        };
        var exception = Assert.Throws<InvalidOperationException>(() => model.Predict(s_input, new float[10]));
        Assert.Contains("stage0", exception.Message, StringComparison.Ordinal);
        Assert.False(computed);
    }

    [Fact]
    public void A_span_of_another_length_is_refused()
    {
        using var model = Load();
        model.Observer = output =>
        {
            if (output.Name == "head")
                output.CopyTo(new float[11]);
        };
        var exception = Assert.Throws<ArgumentException>(() => model.Predict(s_input, new float[10]));
        Assert.Contains("11", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_observer_throws_comes_out_of_a_finished_prediction(int threads)
    {
        using var team = new ThreadTeam(threads);
        using var model = Load();
        float[] expected = Predict(model);
        model.Team = team;
        int shown = 0;
        model.Observer = output =>
        {
            shown++;
            throw new NotSupportedException(output.Name);
        };
        float[] logits = new float[10];
        Assert.Equal("stage0", Assert.Throws<NotSupportedException>(() => model.Predict(s_input, logits)).Message);
        Assert.Equal(expected, logits);
        Assert.Equal(1, shown);
        model.Observer = null;
        Assert.Equal(expected, Predict(model));
        Assert.Equal(1, shown);
    }

    [Fact]
    public void An_observer_that_copies_nothing_allocates_nothing()
    {
        using var model = Load();
        float[] logits = new float[10];
        int shown = 0;
        model.Observer = _ => shown++;
        Predict();
        Assert.Equal(EmoCifar10.Describe().Blocks.Length, shown);
        for (int i = 0; i < 10; i++)
            Assert.Equal(0, Allocations.Of(Predict));

        void Predict() => model.Predict(s_input, logits);
    }

    [Fact]
    public void A_fork_has_no_observer_and_a_disposed_model_takes_none()
    {
        var model = Load();
        BlockObserver observer = _ => { };
        model.Observer = observer;
        Assert.Same(observer, model.Observer);
        using var fork = model.Fork();
        Assert.Null(fork.Observer);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Observer = null);
    }

    [Fact]
    public void The_observer_cannot_call_the_model()
    {
        using var model = Load();
        model.Observer = _ => model.Predict(s_input, new float[10]);
        Assert.Throws<InvalidOperationException>(() => model.Predict(s_input, new float[10]));
    }

    private static void Check<TClassifier, TStages>(string name)
        where TClassifier : IClassifier<TClassifier>
        where TStages : IFeatureExtractor<TStages>
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        using var weights = SyntheticWeights.Checkpoint(name);
        using var classifier = TClassifier.Load(weights);
        using var stages = TStages.Load(weights);
        var preprocessing = classifier.Info.Preprocessing;
        float[] input = SyntheticWeights.Input(preprocessing.InputHeight, preprocessing.InputWidth);
        foreach (int threads in new[] { 1, 3 })
        {
            using var team = new ThreadTeam(threads);
            stages.Team = team;
            classifier.Team = team;
            CheckFeatures(stages, input);
            CheckGoldens(classifier, input, golden, $"{preprocessing.InputHeight}x{preprocessing.InputWidth}");
        }
    }

    private static void CheckFeatures(IFeatureExtractor model, float[] input)
    {
        var blocks = Observe(model);
        float[] features = new float[model.OutputLength];
        model.Predict(input, features);
        foreach (var map in model.Outputs)
            Assert.Equal(features.AsSpan(map.Offset, map.Length).ToArray(), LastBlock(blocks, map.Name));
    }

    private static void CheckGoldens(IClassifier model, float[] input, GoldenFile golden, string size)
    {
        var blocks = Observe(model);
        float[] logits = new float[model.ClassCount];
        model.Predict(input, logits);
        Assert.Equal(logits, blocks["head"]);
        foreach (string stage in new[] { "stage1", "stage2", "stage3", "stage4" })
        {
            float[] every97 = [.. LastBlock(blocks, stage).Where((_, i) => i % 97 == 0)];
            Closeness.AssertWithin(Tolerance, golden.Floats($"{size}.{stage}.every97"), every97, $"{size}.{stage}");
        }
    }

    private static OrderedDictionary<string, float[]> Observe(IEmoModel model)
    {
        var blocks = new OrderedDictionary<string, float[]>(StringComparer.Ordinal);
        model.Observer = output =>
        {
            if (output.IsComputed)
                blocks.Add(output.Name, output.ToArray());
        };
        return blocks;
    }

    private static float[] LastBlock(OrderedDictionary<string, float[]> blocks, string stage) =>
        blocks.Last(block => block.Key == stage || block.Key.StartsWith(stage + ".", StringComparison.Ordinal)).Value;

    private static EmoCifar10 Load() => EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));

    private static float[] Predict(EmoCifar10 model)
    {
        float[] logits = new float[10];
        model.Predict(s_input, logits);
        return logits;
    }
}
