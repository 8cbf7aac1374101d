namespace Emo.Checkpoints.Tests;

/// <summary>
/// Every checkpoint of tests/data/checkpoints, as the tools wrote it: what loading it gives, and what is said where it gives nothing.
/// </summary>
public sealed class CaseTests
{
    /// <summary>Logits that are the same bits as those of plain.pth.</summary>
    [Theory]
    [InlineData("cases", "averagedmodel-n_averaged.pth")]
    [InlineData("cases", "compile-orig_mod.pth")]
    [InlineData("cases", "compile-then-ddp.pth")]
    [InlineData("cases", "dtype-and-device-objects.pth")]
    [InlineData("cases", "lightning-model-prefix.ckpt")]
    [InlineData("cases", "mmengine-training.pth")]
    [InlineData("cases", "multisteplr-counter.pth")]
    [InlineData("cases", "numpy-array-in-checkpoint.pth")]
    [InlineData("cases", "onecyclelr-getattr.pth")]
    [InlineData("cases", "parameters-with-attributes.pth")]
    [InlineData("cases", "thop-total_ops.pth")]
    [InlineData("cases", "timm-args-namespace.pth.tar")]
    [InlineData("cases", "tutorial-loss-tensor.pth")]
    [InlineData("cases", "tutorial-model_state_dict.pth")]
    [InlineData("trainers", "amp-training.pth")]
    [InlineData("trainers", "averaged-model-ema.pth")]
    [InlineData("trainers", "channels-last.pth")]
    [InlineData("trainers", "config-with-everything.pth")]
    [InlineData("trainers", "dcp-to-torch.pth")]
    [InlineData("trainers", "ddp-gloo.pth")]
    [InlineData("trainers", "fsdp2-dtensor.pth")]
    [InlineData("trainers", "lightning.ckpt")]
    [InlineData("trainers", "mmengine-ema.pth")]
    [InlineData("trainers", "timm-saver.pth.tar")]
    [InlineData("trainers", "torch213-module.pth")]
    [InlineData("trainers", "torch213-plain.pth")]
    [InlineData("trainers", "transformers-sharded")]
    [InlineData("trainers", "transformers-sharded/model.safetensors.index.json")]
    public void These_are_equal(string folder, string file) => Assert.Equal(Plain(), Logits(Cases.PathOf(folder, file)));

    /// <summary>
    /// The trainer averaged equal weights in float32, which rounds each to one of its neighbours: 1.2e-7, the distance of two at 1.
    /// </summary>
    [Fact]
    public void Lightnings_average_is_equal_but_for_its_rounding()
    {
        using var plain = Checkpoint.Open(Cases.PathOf("cases", "plain.pth"));
        using var average = Checkpoint.Open(Cases.PathOf("trainers", "lightning-ema.ckpt"));

        foreach (string name in plain.Tensors.Values.Where(tensor => tensor.IsFloatingPoint).Select(tensor => tensor.Name))
            Closeness.AssertWithin(1.2e-7, plain.Floats(name), average.Floats("model." + name), name);
        AssertFinite(Logits(average.Name));
    }

    [Theory]
    [InlineData("bfloat16.pth", "bfloat16")]
    [InlineData("ultralytics-like.pt", "float16")]
    public void These_are_equal_to_the_rounded_weights(string file, string type)
    {
        using var rounded = Cases.Rounded(type);
        using var model = Tiny.Load(rounded);

        Assert.Equal(Cases.Predict(model), Logits(Cases.PathOf("trainers", file)));
        Assert.NotEqual(Plain(), Cases.Predict(model));
    }

    [Fact]
    public void Tied_parameters_load() => AssertFinite(Logits(Cases.PathOf("cases", "tied-parameters.pth")));

    /// <summary>A part of an SSDLite on EMOv2.</summary>
    [Theory]
    [InlineData("mmengine-epoch_120.pth")]
    [InlineData("mmengine-published-legacy.pth")]
    public void Parts_of_another_network_open(string file)
    {
        using var checkpoint = Checkpoint.Open(Cases.PathOf("cases", file));

        Assert.Equal("state_dict", checkpoint.StateDict);
        Assert.Equal([16L, 3L, 3L, 3L], checkpoint.Tensors["backbone.stage0.0.conv.weight"].Shape.ToArray());
        AssertFinite(checkpoint.Floats("backbone.stage0.0.conv.weight"));
    }

    [Theory]
    [InlineData("cases", "plain.pth")]
    [InlineData("cases", "mmengine-training.pth")]
    [InlineData("cases", "lightning-model-prefix.ckpt")]
    [InlineData("trainers", "mmengine-ema.pth")]
    [InlineData("trainers", "transformers-sharded")]
    public void As_a_backbone_these_are_equal(string folder, string file)
    {
        using var plain = TinyStages.Load(Cases.PathOf("cases", "plain.pth"));
        using var model = TinyStages.Load(Cases.PathOf(folder, file));

        Assert.Equal(Cases.Extract(plain), Cases.Extract(model));
    }

    /// <summary>Each message has all of these words, the first of them before any list of tensors.</summary>
    [Theory]
    [InlineData("cases", "lfs-pointer.pth", "Git LFS pointer", "git lfs pull")]
    [InlineData("cases", "html-download.pth", "HTML page", "download")]
    [InlineData("cases", "mmengine-epoch_120.pth", "EMOv2")]
    [InlineData("cases", "mmengine-published-legacy.pth", "EMOv2")]
    [InlineData("trainers", "byol-two-networks.pth", "'online.', 'target.'", "CheckpointOptions.Prefix")]
    [InlineData("trainers", "export.pt2", "torch.export", "state_dict")]
    [InlineData("trainers", "pruned.pth", "'head.weight_orig'", "'head.weight_mask'", "torch.nn.utils.prune.remove(module, \"weight\")")]
    [InlineData("trainers", "torchao-int8.pth", "'head.weight'", "Int8Tensor", "quantis")]
    [InlineData("trainers", "transformers-sharded/model-00001-of-00002.safetensors", "one of two", "open model.safetensors.index.json")]
    [InlineData("trainers", "transformers-sharded/model-00002-of-00002.safetensors", "one of two", "open model.safetensors.index.json")]
    public void These_are_errors(string folder, string file, string first, params string[] words)
    {
        string message = Assert.Throws<CheckpointException>(() => Tiny.Load(Cases.PathOf(folder, file))).Message;

        Assert.Contains(first, message.Split('\n')[0], StringComparison.Ordinal);
        foreach (string word in words)
            Assert.Contains(word, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_class_count_is_one_message_that_speaks_of_it()
    {
        string path = Cases.PathOf("cases", "ten-classes.pth");

        Assert.Equal(
            $"'{path}' does not fit tiny. The checkpoint has 10 classes, the model was compiled for 7: set ClassCount = 10 on [EmoModel].",
            Assert.Throws<CheckpointException>(() => TinyOfSeven.Load(path)).Message);
    }

    [Theory]
    [InlineData("online")]
    [InlineData("target")]
    public void The_options_choose_between_two_networks(string prefix)
    {
        using var checkpoint = Checkpoint.Open(
            Cases.PathOf("trainers", "byol-two-networks.pth"), new CheckpointOptions { Prefix = prefix + "." });
        using var model = Tiny.Load(checkpoint);

        AssertFinite(Cases.Predict(model));
    }

    [Theory]
    [InlineData("averaged-model-ema.pth", "model")]
    [InlineData("mmengine-ema.pth", "state_dict")]
    [InlineData("timm-saver.pth.tar", "state_dict")]
    public void The_options_choose_the_weights_in_place_of_their_average(string file, string key)
    {
        using var checkpoint = Checkpoint.Open(Cases.PathOf("trainers", file), new CheckpointOptions { StateDict = key });
        using var model = Tiny.Load(checkpoint);

        AssertFinite(Cases.Predict(model));
        Assert.Equal(key, checkpoint.StateDict);
    }

    /// <summary>Every file of the folders is in a table above.</summary>
    [Fact]
    public void No_file_is_forgotten()
    {
        string source = string.Join('\n', typeof(CaseTests).GetMethods().SelectMany(method => method.CustomAttributes).Select(
            attribute => string.Join(' ', attribute.ConstructorArguments.Select(argument => argument.ToString()))));
        string[] elsewhere = ["plain.pth", "ten-classes.pth", "tiny.json", "lightning-ema.ckpt", "tied-parameters.pth"];

        foreach (string folder in new[] { "cases", "trainers" })
        {
            var files = Directory.EnumerateFiles(Cases.PathOf(folder), "*", SearchOption.AllDirectories);
            var names = files.Select(file => Path.GetFileName(file)).Except(elsewhere);
            Assert.All(names, name => Assert.Contains(name, source, StringComparison.Ordinal));
        }
    }

    private static void AssertFinite(float[] values) => Assert.All(values, value => Assert.True(float.IsFinite(value)));

    private static float[] Plain() => Logits(Cases.PathOf("cases", "plain.pth"));

    private static float[] Logits(string path)
    {
        using var model = Tiny.Load(path);
        return Cases.Predict(model);
    }
}
