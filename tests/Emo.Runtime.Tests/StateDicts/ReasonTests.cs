using Emo.Checkpoints;
using static Emo.Tests.StateDicts.ChoiceTests;
using static Emo.Tests.StateDicts.TestCheckpoint;

namespace Emo.Tests.StateDicts;

/// <summary>The message of a file that does not fit begins with the likely reason.</summary>
public class ReasonTests
{
    [Fact]
    public void Another_class_count_is_one_sentence()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(rename: name => name.StartsWith("head", StringComparison.Ordinal) ? null : name),
            file.Tensor("head.weight", [10, 8]), file.Tensor("head.bias", [10])]);

        var exception = Assert.Throws<CheckpointException>(() => Load(file.Open()));

        Assert.Equal(
            "'test.pth' does not fit tiny. The checkpoint has 10 classes, the model was compiled for 7: set ClassCount = 10 on [EmoModel].",
            exception.Message);
    }

    [Fact]
    public void Another_width_of_the_head_is_no_matter_of_classes()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(rename: Without("head.weight")), file.Tensor("head.weight", [10, 9])]);

        var exception = Assert.Throws<CheckpointException>(() => Load(file.Open()));

        Assert.DoesNotContain("ClassCount", exception.Message, StringComparison.Ordinal);
        Assert.Contains("head.weight: expected [7, 8], found [10, 9]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssdlite-1m", "bbox_head.cls_convs.", 486, 126, 80, 20)]
    [InlineData("retinanet-1m", "bbox_head.retina_cls.", 720, 180, 80, 20)]
    [InlineData("deeplabv3-1m", "decode_head.conv_seg.", 150, 19, 150, 19)]
    [InlineData("pspnet-1m", "decode_head.conv_seg.", 150, 19, 150, 19)]
    [InlineData("emo-1m", "head.", 1000, 37, 1000, 37)]
    public void Every_head_counts_its_classes(string network, string layer, long rows, long other, int compiled, int inFile)
    {
        using var checkpoint = KeyFile.Checkpoint(
            network, (name, length) => name.StartsWith(layer, StringComparison.Ordinal) && length == rows ? other : length);

        var exception = Assert.Throws<CheckpointException>(() => Load(checkpoint, KeyFile.Model(network)));

        Assert.EndsWith(
            $"does not fit tiny. The checkpoint has {inFile} classes, the model was compiled for {compiled}: " +
            $"set ClassCount = {inFile} on [EmoModel].",
            exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssdlite-1m", "emo-1m", "It looks like an SSDLite on emo-1m. The model is emo-1m.")]
    [InlineData("emo-1m", "ssdlite-1m", "It looks like emo-1m. The model is an SSDLite on emo-1m.")]
    [InlineData("retinanet-2m", "emo-1m", "It looks like a RetinaNet on emo-2m.")]
    [InlineData("deeplabv3-5m", "pspnet-5m", "It looks like a DeepLabv3 on emo-5m. The model is a PSPNet on emo-5m.")]
    [InlineData("emo2-1m", "emo-1m", "It looks like emo2-1m.")]
    [InlineData("emo2-ssdlite-1m", "emo-1m", "It looks like an SSDLite on emo2-1m.")]
    [InlineData("emo2-ssdlite-1m", "ssdlite-1m", "It looks like an SSDLite on emo2-1m.")]
    [InlineData("emo-6m", "emo-5m", "It looks like emo-6m.")]
    [InlineData("attn-after-v", "se-relu", "does not fit tiny.")]
    public void Another_network_is_recognised(string file, string model, string reason)
    {
        foreach (string prefix in new[] { "", "module." })
        {
            using var checkpoint = KeyFile.Checkpoint(file, prefix: prefix);

            string message = Assert.Throws<CheckpointException>(() => Load(checkpoint, KeyFile.Model(model))).Message;

            Assert.Contains(reason, message.Split('\n')[0], StringComparison.Ordinal);
            Assert.InRange(message.Split('\n').Length, 1, 40);
        }
    }

    /// <summary>Upstream's segmenters were published with batch norms there, and its last code has layer norms.</summary>
    [Theory]
    [InlineData(
        "emo2-deeplabv3-1m-lnlocal", "emo2-deeplabv3-1m",
        "'backbone.stage1.0.conv_local.norm.norm.weight' is of a layer norm, and the model has a batch norm there",
        "the property 'depthwiseNorm' in the spec's stages, or in its 'backbone'", "must be \"layer\"")]
    [InlineData(
        "emo2-deeplabv3-1m", "emo2-deeplabv3-1m-lnlocal",
        "'backbone.stage1.0.conv_local.norm.weight' is of a batch norm, and the model has a layer norm there",
        "the property 'depthwiseNorm' in the spec's stages, or in its 'backbone'", "must be \"batch\"")]
    public void Another_norm_of_the_depthwise_convolutions_is_told_with_the_property_that_says_it(
        string file, string model, params string[] words)
    {
        foreach (string prefix in new[] { "", "module." })
        {
            using var checkpoint = KeyFile.Checkpoint(file, prefix: prefix);

            string message = Assert.Throws<CheckpointException>(() => Load(checkpoint, KeyFile.Model(model))).Message;

            Assert.StartsWith($"'{file}.pth' does not fit tiny. '{prefix}backbone.", message, StringComparison.Ordinal);
            foreach (string word in words)
            {
                string expected = word.Replace("'backbone.stage", $"'{prefix}backbone.stage", StringComparison.Ordinal);
                Assert.Contains(expected, message.Split('\n')[0], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Another_norm_of_the_blocks_is_told_with_the_property_that_says_it()
    {
        TestCheckpoint file = new();
        string[] parameters = ["weight", "bias", "running_mean", "running_var"];
        file.With([
            .. file.Network(rename: name => name.StartsWith("stage1", StringComparison.Ordinal) ? null : name),
            .. parameters.Select(parameter => file.Tensor($"stage1.norm.{parameter}", [8]))]);

        Refused(file.Open(), "does not fit tiny. 'stage1.norm.weight' is of a batch norm", "the property 'norm' in the spec's stages");
    }

    [Fact]
    public void The_networks_own_file_has_all_and_nothing_else()
    {
        foreach (string network in new[] { "emo-1m", "ssdlite-1m", "retinanet-1m", "deeplabv3-1m", "pspnet-1m" })
        {
            using var checkpoint = KeyFile.Checkpoint(network, prefix: "module.");
            Emo.CompilerServices.StateDictMatcher.Match("tiny", KeyFile.Model(network), checkpoint);
        }
    }

    [Fact]
    public void A_file_of_quite_another_network_has_its_first_names_in_the_message()
    {
        TestCheckpoint file = new();
        string[] names = [.. Enumerable.Range(0, 88).Select(i => $"layer{i}.weight")];
        file.With([.. names.Select(name => file.Tensor(name, [2]))]);

        var exception = Assert.Throws<CheckpointException>(() => Load(file.Open()));

        Assert.StartsWith(
            "'test.pth' does not fit tiny. It shares no tensor name with tiny: its first names are 'layer0.weight', 'layer1.weight', " +
            "'layer2.weight', the model's 'stage0.conv.weight'",
            exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("layer9", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("head.weight_orig", "head.weight_mask", "pruned", "torch.nn.utils.prune.remove(module, \"weight\")")]
    [InlineData("head.weight_orig", "head.weight_u", "spectral norm", "torch.nn.utils.remove_spectral_norm(module, \"weight\")")]
    [InlineData("head.weight_g", "head.weight_v", "weight norm", "torch.nn.utils.remove_weight_norm(module, \"weight\")")]
    [InlineData(
        "head.parametrizations.weight.original0", "head.parametrizations.weight.original1", "'head.weight'",
        "torch.nn.utils.parametrize.remove_parametrizations(module, \"weight\")")]
    [InlineData("head.parametrizations.weight.original", "x", "'head.weight'", "remove_parametrizations(module, \"weight\")")]
    [InlineData("head.base_layer.weight", "head.lora_A.default.weight", "LoRA", "merge_and_unload()")]
    [InlineData("a.lora_A.weight", "a.lora_B.weight", "LoRA", "merge_and_unload()")]
    public void Weights_that_are_computed_from_others_are_named(string first, string second, string what, string call)
    {
        TestCheckpoint file = new();
        var network = file.Network("net.", rename: Without("head.weight"));
        file.With([.. network, file.Tensor("net." + first, [7, 8]), file.Tensor("net." + second, [7, 8])]);

        Refused(file.Open(), "does not fit tiny. 'net." + first, what, call);
    }

    [Theory]
    [InlineData("it is a torch.distributed.tensor.DTensor of 2 ranks", "StateDictOptions(full_state_dict=True)")]
    [InlineData("it is a torchao.quantization.Int8Tensor, a tensor subclass", "before quantising")]
    [InlineData("it is a some.Thing, a tensor subclass", "as a plain tensor")]
    public void A_parameter_that_cannot_be_read_is_named_with_its_type_and_the_way_out(string reason, string advice)
    {
        TestCheckpoint file = new();
        file.With(null, StateDictRank.Weights, new() { ["net.head.weight"] = reason, ["net.head.bias"] = reason },
            file.Network("net.", rename: name => name.StartsWith("head", StringComparison.Ordinal) ? null : name));

        Refused(file.Open(), $"does not fit tiny. The tensor 'net.head.weight' cannot be read: {reason}", "(1 more", advice);
    }

    [Theory]
    [InlineData("model-00001-of-00002.safetensors", "one of two files", "open model.safetensors.index.json")]
    [InlineData("some/folder/pytorch_model-00003-of-00017.bin", "one of 17 files", "open pytorch_model.bin.index.json")]
    public void A_part_of_a_sharded_checkpoint_is_told_by_its_name(string name, string count, string advice)
    {
        TestCheckpoint file = new(name);

        Refused(file.With(file.Network(rename: Without("head.bias"))).Open(), $"does not fit tiny. By its name it is {count}", advice);
    }

    [Fact]
    public void The_only_part_is_no_part()
    {
        TestCheckpoint file = new("model-00001-of-00001.safetensors");

        var exception = Assert.Throws<CheckpointException>(() => Load(file.With(file.Network(rename: Without("head.bias"))).Open()));

        Assert.DoesNotContain("By its name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_are_cut()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(), file.Tensor(new string('x', 1_000_000), [2])]);

        Assert.InRange(Assert.Throws<CheckpointException>(() => Load(file.Open())).Message.Length, 1, 1000);
    }
}
