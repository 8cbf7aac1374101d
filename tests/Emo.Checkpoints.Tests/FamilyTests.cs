using Emo.CompilerServices;

namespace Emo.Checkpoints.Tests;

/// <summary>Checkpoints of EMOv2: which state dict its training's are loaded from, and what mmengine's have beside the network.</summary>
public sealed class FamilyTests
{
    private static readonly float[] s_input = [.. Enumerable.Range(0, 3 * 32 * 32).Select(i => (i % 17 / 8f) - 1)];

    [Fact]
    public void Of_a_training_checkpoint_of_EMOv2_net_is_taken_and_not_its_average()
    {
        byte[] file = Training(Tiny2.Declare);

        Assert.Equal(Predict(Tiny2.Load(Plain(Tiny2.Declare, seed: 1))), Predict(Tiny2.Load(file)));
        Assert.Equal(Predict(Tiny2.Load(Plain(Tiny2.Declare, seed: 1))), Chosen("net"));
        Assert.Equal(Predict(Tiny2.Load(Plain(Tiny2.Declare, seed: 2))), Chosen("net_E"));
        Assert.NotEqual(Chosen("net"), Chosen("net_E"));

        float[] Chosen(string key)
        {
            using var checkpoint = Checkpoint.Open(file, "training", new CheckpointOptions { StateDict = key });
            return Predict(Tiny2.Load(checkpoint));
        }
    }

    [Fact]
    public void Of_one_of_EMO_the_average_is_taken()
    {
        byte[] file = Training(Tiny.Declare);

        Assert.Equal(Predict(Tiny.Load(Plain(Tiny.Declare, seed: 2))), Predict(Tiny.Load(file)));
    }

    /// <summary>mmsegmentation's auxiliary head, and the statistics of pictures that a data preprocessor may save.</summary>
    [Fact]
    public void What_mmengine_saves_beside_the_network_is_left_out()
    {
        var network = Tensors(Tiny2Psp.Declare, seed: 1);
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("meta").EmptyDict().Text("epoch").Integer(3).SetItem().Text("state_dict");
        file.Dict([
            .. network,
            TestTensor.Float32("data_preprocessor.mean", [3, 1, 1], 1, 2, 3),
            TestTensor.Float32("auxiliary_head.conv_seg.weight", [3, 1, 1, 1], 1, 2, 3),
            TestTensor.Float32("auxiliary_head.convs.0.bn.running_mean", [1], 1),
        ]);
        file.Pickle.SetItems().Stop();

        Assert.Equal(Predict(Tiny2Psp.Load(TorchFile.StateDict(network))), Predict(Tiny2Psp.Load(file.Save())));
    }

    [Fact]
    public void A_file_with_another_norm_behind_the_depthwise_convolutions_is_refused_with_the_property_that_says_it()
    {
        byte[] batch = Plain(Tiny2Psp.Declare, seed: 1);
        byte[] layer = Plain(Tiny2PspLayerNorms.Declare, seed: 1);
        Predict(Tiny2PspLayerNorms.Load(layer));

        string ofBatch = Assert.Throws<CheckpointException>(() => Tiny2Psp.Load(layer)).Message.Split('\n')[0];
        string ofLayer = Assert.Throws<CheckpointException>(() => Tiny2PspLayerNorms.Load(batch)).Message.Split('\n')[0];

        Assert.Contains("'backbone.stage1.0.conv_local.norm.norm.weight' is of a layer norm", ofBatch, StringComparison.Ordinal);
        Assert.Contains("'depthwiseNorm' in the spec's stages, or in its 'backbone'", ofBatch, StringComparison.Ordinal);
        Assert.Contains("must be \"layer\"", ofBatch, StringComparison.Ordinal);
        Assert.Contains("'backbone.stage1.0.conv_local.norm.weight' is of a batch norm", ofLayer, StringComparison.Ordinal);
        Assert.Contains("must be \"batch\"", ofLayer, StringComparison.Ordinal);
    }

    private static float[] Predict(IEmoModel model)
    {
        using (model)
        {
            float[] outputs = new float[model.OutputLength];
            model.Predict(s_input, outputs);
            Assert.All(outputs, value => Assert.True(float.IsFinite(value)));
            return outputs;
        }
    }

    private static byte[] Plain(Action<StateDictDeclaration> declare, int seed) => TorchFile.StateDict(Tensors(declare, seed));

    /// <summary>As the trainers of both write it: the weights, their average, and what else a training has.</summary>
    private static byte[] Training(Action<StateDictDeclaration> declare)
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("net");
        file.Dict(Tensors(declare, seed: 1));
        file.Pickle.Text("net_E");
        file.Dict(Tensors(declare, seed: 2));
        file.Pickle.Text("optimizer").EmptyDict().Text("iter").Integer(7).Text("epoch").Integer(3).SetItems().Stop();
        return file.Save();
    }

    private static TestTensor[] Tensors(Action<StateDictDeclaration> declare, int seed)
    {
        var stateDict = new StateDictDeclaration();
        declare(stateDict);
        var random = new Random(seed);
        return
        [
            .. stateDict.Parameters.Select(parameter =>
            {
                float offset = parameter.Shape.Length == 1 ? 1 : 0;
                float[] values = new float[parameter.Shape.Aggregate(1L, (product, side) => product * side)];
                for (int i = 0; i < values.Length; i++)
                    values[i] = offset + ((random.NextSingle() - 0.5f) / 2);
                return TestTensor.Float32(parameter.Name, [.. parameter.Shape], values);
            }),
        ];
    }
}
