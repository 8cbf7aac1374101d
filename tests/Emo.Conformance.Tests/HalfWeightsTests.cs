using Xunit.Abstractions;

namespace Emo.Conformance.Tests;

/// <summary>
/// What weights lose as half-precision numbers: the largest difference of a logit to that of the checkpoint, relative to the largest logit,
/// and what becomes of the ranks. <c>docs/packed-weights.md</c> has the table; the bounds are its numbers, with room for processors
/// without fused multiply-add.
/// </summary>
public sealed class HalfWeightsTests(ITestOutputHelper output)
{
    [Fact]
    public void Emo_1m() => Check<Emo1M>("emo-1m", 1e-3);

    [Fact]
    public void Emo_2m() => Check<Emo2M>("emo-2m", 1.5e-3);

    [Fact]
    public void Emo_5m() => Check<Emo5M>("emo-5m", 1.5e-3);

    [Fact]
    public void Emo_6m() => Check<Emo6M>("emo-6m", 1.5e-3);

    /// <summary>Small networks of every kind of block, of which the page says nothing.</summary>
    [Fact]
    public void Attention_after_the_value_projection() => Check<AttnAfterV>("attn-after-v", 1.5e-3);

    [Fact]
    public void One_window_over_the_whole_map_and_a_pre_head() => Check<GlobalWindow>("global-window", 1.5e-3);

    [Fact]
    public void Windows_of_other_sizes_on_an_odd_input() => Check<MixedWindows>("mixed-windows", 1.5e-3);

    [Fact]
    public void No_attention_batch_norms_hard_swish_and_no_bias() => Check<NoAttention>("no-attention", 1.5e-3);

    [Fact]
    public void Squeeze_excite_in_the_stages_and_relu() => Check<SeRelu>("se-relu", 1.5e-3);

    [Fact]
    public void Trained_weights()
    {
        using var model = EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));
        using var half = Halved(model, "emo-cifar10");
        Compare("emo-cifar10, synthetic", model, half, SyntheticWeights.Input(64, 64), 1e-3);
        foreach (string picture in new[] { "chelsea.png", "coffee.png" })
        {
            float[] input = new float[model.Info.Preprocessing.InputLength];
            model.Info.Preprocessing.Apply(Picture.Open(TestData.Path("pictures", picture)), input);
            Compare($"emo-cifar10, {picture}", model, half, input, 1.5e-3);
        }
    }

    private void Check<TModel>(string name, double bound)
        where TModel : IClassifier<TModel>
    {
        using var weights = SyntheticWeights.Checkpoint(name);
        using var model = TModel.Load(weights);
        using var half = Halved(model, name);
        var preprocessing = model.Info.Preprocessing;
        Compare(name, model, half, SyntheticWeights.Input(preprocessing.InputHeight, preprocessing.InputWidth), bound);
    }

    /// <summary>The same model from a file of half the size.</summary>
    private TModel Halved<TModel>(TModel model, string name)
        where TModel : IEmoModel<TModel>
    {
        using var whole = new MemoryStream();
        model.SaveWeights(whole);
        using var half = new MemoryStream();
        model.SaveWeights(half, WeightStorage.Float16);
        Assert.Equal(whole.Length - (model.Info.WeightBytes / 2), half.Length);
        output.WriteLine($"{name}: {whole.Length} bytes, {half.Length} as float16");
        half.Position = 0;
        return TModel.Load(half);
    }

    private void Compare<TModel>(string name, TModel model, TModel half, float[] input, double bound)
        where TModel : IClassifier<TModel>
    {
        float[] expected = new float[model.ClassCount];
        float[] actual = new float[model.ClassCount];
        model.Predict(input, expected);
        half.Predict(input, actual);
        double largest = expected.Max(logit => Math.Abs((double)logit));
        double loss = expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max() / largest;
        int[] ranks = [.. model.Info.Rank(expected).Select(found => found.Index)];
        int[] others = [.. half.Info.Rank(actual).Select(found => found.Index)];
        output.WriteLine($"{name}: {loss:E2}; {string.Join(" ", ranks)} / {string.Join(" ", others)}");
        Assert.InRange(loss, double.Epsilon, bound);
        Assert.Equal(ranks, others);
    }
}
