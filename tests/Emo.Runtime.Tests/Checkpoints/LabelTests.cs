using System.Text;
using Emo.CompilerServices;
using Emo.Tests.Packed;

namespace Emo.Tests.Checkpoints;

/// <summary>Class names that a checkpoint carries, and when they are a model's.</summary>
public sealed class LabelTests
{
    public static TheoryData<string> Places => ["mmengine", "mmengine-old", "mmcv", "dataset_meta", "CLASSES", "classes", "list"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Names_are_found_where_OpenMMLab_writes_them(string place)
    {
        using var checkpoint = Checkpoint.Open(Torch(place, PackedFile.Labels), "test.pth");
        Assert.Equal(PackedFile.Labels, checkpoint.Labels);
        using var model = ModelLoader.Load(PackedFile.Definition(), checkpoint);
        Assert.Equal(PackedFile.Labels, model.Info.Labels);
        using var fork = model.Fork();
        Assert.Equal("Maine Coon", fork.Info.LabelOf(1));
    }

    [Fact]
    public void They_are_carried_on_by_packed_weights()
    {
        using var model = ModelLoader.Load(PackedFile.Definition(), Torch("mmcv", PackedFile.Labels));
        using var stream = new MemoryStream();
        model.SaveWeights(stream, WeightStorage.Float16);
        using var packed = ModelLoader.Load(PackedFile.Definition(), stream.ToArray());
        Assert.Equal(PackedFile.Labels, packed.Info.Labels);
    }

    [Fact]
    public void Labels_of_the_class_win()
    {
        using var model = ModelLoader.Load(PackedFile.Definition("a", "b", "c"), Torch("mmcv", PackedFile.Labels));
        Assert.Equal("a b c", string.Join(" ", model.Info.Labels));
    }

    /// <summary>Those of COCO in a checkpoint that was fine-tuned, for one.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Names_of_another_number_of_classes_are_not_the_models(int count)
    {
        using var model = ModelLoader.Load(
            PackedFile.Definition(), Torch("mmcv", [.. Enumerable.Range(0, count).Select(i => $"class of COCO {i}")]));
        Assert.Empty(model.Info.Labels);
        Assert.Equal("class 2", model.Info.LabelOf(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("\u001b[2J")]
    [InlineData("\u2028")]
    public void What_is_no_name_makes_none_of_them_names(string name)
    {
        using var checkpoint = Checkpoint.Open(Torch("mmcv", "a", name, "c"), "test.pth");
        Assert.Empty(checkpoint.Labels);
    }

    [Fact]
    public void A_name_has_at_most_200_characters()
    {
        using var longest = Checkpoint.Open(Torch("mmcv", new string('x', 200)), "test.pth");
        Assert.Single(longest.Labels);
        using var longer = Checkpoint.Open(Torch("mmcv", new string('x', 201)), "test.pth");
        Assert.Empty(longer.Labels);
    }

    [Fact]
    public void A_set_and_a_single_text_are_no_names()
    {
        using var set = Checkpoint.Open(Torch("set", "a", "b"), "test.pth");
        Assert.Empty(set.Labels);
        using var text = Checkpoint.Open(Torch("text", "a"), "test.pth");
        Assert.Empty(text.Labels);
        using var mixed = Checkpoint.Open(Torch("mixed", "a", "b"), "test.pth");
        Assert.Empty(mixed.Labels);
    }

    [Theory]
    [InlineData("classes", """["tabby", "Maine Coon", "\ud83d\udc08 été"]""")]
    [InlineData("CLASSES", """ [ "tabby","Maine Coon","🐈 été" ] """)]
    [InlineData("labels", """["tabby", "Maine Coon", "🐈 été"]""")]
    public void The_metadata_of_a_safetensors_file_may_hold_them(string key, string json)
    {
        using var checkpoint = Checkpoint.Open(SafeTensors(key, json), "test.safetensors");
        Assert.Equal(PackedFile.Labels, checkpoint.Labels);
        using var model = ModelLoader.Load(PackedFile.Definition(), checkpoint);
        Assert.Equal(PackedFile.Labels, model.Info.Labels);
    }

    [Theory]
    [InlineData("names", """["a", "b", "c"]""")]
    [InlineData("classes", "3")]
    [InlineData("classes", "")]
    [InlineData("classes", "[")]
    [InlineData("classes", """["a", "b"]]""")]
    [InlineData("classes", """["a", 2]""")]
    [InlineData("classes", """["a", null]""")]
    [InlineData("classes", "['a', 'b', 'c']")]
    [InlineData("classes", """["\ud800"]""")]
    [InlineData("classes", "[]")]
    public void Other_texts_are_no_names_and_no_errors(string key, string text)
    {
        using var checkpoint = Checkpoint.Open(SafeTensors(key, text), "test.safetensors");
        Assert.Empty(checkpoint.Labels);
        Assert.Equal(text, checkpoint.Metadata[key]);
    }

    private static byte[] SafeTensors(string key, string text)
    {
        string value = System.Text.Json.JsonSerializer.Serialize(text);
        string header = $$$"""
            {"__metadata__": {"{{{key}}}": {{{value}}}},
            "head.weight": {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]},
            "head.bias": {"dtype": "F32", "shape": [3], "data_offsets": [24, 36]}}
            """;
        return SafeTensorsFile.Write(Encoding.UTF8.GetBytes(header), new byte[36]);
    }

    private static byte[] Torch(string place, params string[] names)
    {
        TorchFile file = new();
        var pickle = file.Pickle.Protocol().EmptyDict().Mark().Text("state_dict");
        file.Dict(TestTensor.Float32("head.weight", [3, 2], 1, 2, 3, 4, 5, 6), TestTensor.Float32("head.bias", [3], 1, 2, 3));
        switch (place)
        {
            case "mmengine":
                pickle.Text("meta").EmptyDict().Mark().Text("epoch").Integer(3).Text("dataset_meta").EmptyDict().Mark();
                Names(pickle.Text("classes"), names).SetItems().SetItems();
                break;
            case "mmengine-old":
                pickle.Text("meta").EmptyDict().Mark().Text("dataset_meta").EmptyDict().Mark();
                Names(pickle.Text("CLASSES"), names).SetItems().SetItems();
                break;
            case "dataset_meta":
                Names(pickle.Text("dataset_meta").EmptyDict().Mark().Text("classes"), names).SetItems();
                break;
            case "CLASSES" or "classes":
                Names(pickle.Text(place), names);
                break;
            case "list":
                pickle.Text("CLASSES").EmptyList().Mark();
                foreach (string name in names)
                    pickle.Text(name);
                pickle.Appends();
                break;
            case "set":
                Names(pickle.Text("CLASSES").Global("builtins", "set").Mark(), names).Tuple().Reduce();
                break;
            case "text":
                pickle.Text("CLASSES").Text(names[0]);
                break;
            case "mixed":
                pickle.Text("CLASSES").Mark().Text(names[0]).Integer(1).Text(names[1]).Tuple();
                break;
            default:
                Names(pickle.Text("meta").EmptyDict().Mark().Text("CLASSES"), names).SetItems();
                break;
        }

        pickle.SetItems().Stop();
        return file.Save();
    }

    private static PickleWriter Names(PickleWriter pickle, string[] names)
    {
        pickle.Mark();
        foreach (string name in names)
            pickle.Text(name);
        return pickle.Tuple();
    }
}
