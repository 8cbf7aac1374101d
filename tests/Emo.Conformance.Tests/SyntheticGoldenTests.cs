
namespace Emo.Conformance.Tests;

/// <summary>
/// The official code's outputs for formula weights: every stage and the logits. The bound is three times what the official
/// code differs from itself in double precision; the mildest real mistake (tanh GELU, layer norm epsilon) moves the logits
/// by 60 times the bound.
/// </summary>
public sealed class SyntheticGoldenTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Emo_1m() => Check<Emo1M, Emo1MStages>("emo-1m");

    [Fact]
    public void Emo_1m_on_an_input_that_pads_the_windows() => Check<Emo1MOdd, Emo1MOddStages>("emo-1m");

    [Fact]
    public void Emo_2m() => Check<Emo2M, Emo2MStages>("emo-2m");

    [Fact]
    public void Emo_2m_on_an_input_that_pads_the_windows() => Check<Emo2MOdd, Emo2MOddStages>("emo-2m");

    [Fact]
    public void Emo_5m() => Check<Emo5M, Emo5MStages>("emo-5m");

    [Fact]
    public void Emo_6m() => Check<Emo6M, Emo6MStages>("emo-6m");

    [Fact]
    public void Attention_after_the_value_projection() => Check<AttnAfterV, AttnAfterVStages>("attn-after-v");

    [Fact]
    public void One_window_over_the_whole_map_and_a_pre_head() => Check<GlobalWindow, GlobalWindowStages>("global-window");

    [Fact]
    public void Windows_of_other_sizes_on_an_odd_input() => Check<MixedWindows, MixedWindowsStages>("mixed-windows");

    [Fact]
    public void No_attention_batch_norms_hard_swish_and_no_bias() => Check<NoAttention, NoAttentionStages>("no-attention");

    [Fact]
    public void Squeeze_excite_in_the_stages_and_relu() => Check<SeRelu, SeReluStages>("se-relu");

    [Fact]
    public void Emo2_1m() => Check<Emo2Of1M, Emo2Of1MStages>("emo2-1m");

    [Fact]
    public void Emo2_1m_on_an_input_that_pads_the_windows() => Check<Emo2Of1MOdd, Emo2Of1MOddStages>("emo2-1m");

    [Fact]
    public void Emo2_1m_of_256() => Check<Emo2Of1M256, Emo2Of1M256Stages>("emo2-1m-256");

    [Fact]
    public void Emo2_2m() => Check<Emo2Of2M, Emo2Of2MStages>("emo2-2m");

    [Fact]
    public void Attention_within_a_dilated_grid_with_the_value_before() => Check<Emo2Remote, Emo2RemoteStages>("emo2-remote");

    [Fact]
    public void Attention_within_tiles() => Check<Emo2Close, Emo2CloseStages>("emo2-close");

    [Fact]
    public void Sums_of_operators() => Check<Emo2Mixed, Emo2MixedStages>("emo2-mixed");

    [Fact]
    public void Hybrid_attention_with_the_value_after_puts_tiles_back_in_the_dilated_pattern() => Check<Emo2Pre, Emo2PreStages>("emo2-pre");

    [Fact]
    public void Value_in_groups() => Check<Emo2Vgroup, Emo2VgroupStages>("emo2-vgroup");

    [Fact]
    public void No_depthwise_convolution_doubles_the_value() => Check<Emo2Nodw, Emo2NodwStages>("emo2-nodw");

    [Fact]
    public void Expansion_by_larger_kernels_in_groups() => Check<Emo2Conv3, Emo2Conv3Stages>("emo2-conv3");

    /// <summary>torchvision numbers its blocks through: these are the stem and the last ones of the stages.</summary>
    [Fact]
    public void MobileNetV2_of_meta_mobile_blocks() => Check<MobileNetV2, MobileNetV2Stages>(
        "mobilenetv2", [.. new[] { 0, 1, 3, 6, 10, 13, 16, 17 }.Select(block => $"features.{block}")]);

    /// <param name="name">The golden.</param>
    /// <param name="maps">What it calls the outputs of the stages; null: as they are called here.</param>
    private static void Check<TClassifier, TStages>(string name, string[]? maps = null)
        where TClassifier : IClassifier<TClassifier>
        where TStages : IFeatureExtractor<TStages>
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        using var weights = SyntheticWeights.Checkpoint(name);
        using var classifier = TClassifier.Load(weights);
        using var stages = TStages.Load(weights);
        int height = classifier.Info.Preprocessing.InputHeight;
        int width = classifier.Info.Preprocessing.InputWidth;
        float[] input = SyntheticWeights.Input(height, width);

        float[] features = new float[stages.OutputLength];
        stages.Predict(input, features);
        Assert.Equal(maps?.Length ?? 5, stages.Outputs.Count);
        foreach (var (map, index) in stages.Outputs.Select((map, index) => (map, index)))
        {
            float[] every97 = [.. features.AsSpan(map.Offset, map.Length).ToArray().Where((_, i) => i % 97 == 0)];
            string key = $"{height}x{width}.{maps?[index] ?? map.Name}";
            Closeness.AssertWithin(Tolerance, golden.Floats($"{key}.every97"), every97, key);
        }

        float[] logits = new float[classifier.ClassCount];
        classifier.Predict(input, logits);
        Closeness.AssertWithin(Tolerance, golden.Floats($"{height}x{width}.logits"), logits, $"{name} {height}x{width} logits");
        AssertSameBitsWithThreads(classifier, input, logits);
    }

    private static void AssertSameBitsWithThreads(IClassifier classifier, float[] input, float[] logits)
    {
        foreach (int threads in new[] { 1, 2, 3, 5 })
        {
            using var team = new ThreadTeam(threads);
            classifier.Team = team;
            float[] shared = new float[logits.Length];
            classifier.Predict(input, shared);
            Assert.Equal(logits, shared);
        }
    }
}
