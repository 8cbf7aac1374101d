using System.IO.Hashing;

namespace Emo.Conformance.Tests;

/// <summary>Weights that were saved as they lie in memory give the same network, in every respect.</summary>
public sealed class PackedWeightsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".emo");

    [Fact]
    public void Logits_are_the_checkpoints_to_the_last_bit()
    {
        using var original = LoadCheckpoint();
        original.SaveWeights(_path);
        using var loaded = EmoCifar10.Load(_path);
        Assert.Equal(Predict(original), Predict(loaded));
    }

    [Fact]
    public void A_network_of_several_megabytes_makes_the_round_trip()
    {
        using var weights = SyntheticWeights.Checkpoint("emo-1m");
        using var original = Emo1M.Load(weights);
        original.SaveWeights(_path);
        using var loaded = Emo1M.Load(_path);
        float[] input = SyntheticWeights.Input(224, 224);
        float[] expected = new float[1000];
        float[] actual = new float[1000];
        original.Predict(input, expected);
        loaded.Predict(input, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_file_serves_every_size_of_the_input()
    {
        using var weights = SyntheticWeights.Checkpoint("emo-1m");
        using var original = Emo1MOdd.Load(weights);
        original.SaveWeights(_path);
        Emo1M.Load(_path).Dispose();
    }

    [Fact]
    public void A_loaded_model_saves_the_same_file()
    {
        Save();
        byte[] first = File.ReadAllBytes(_path);
        using var loaded = EmoCifar10.Load(_path);
        loaded.SaveWeights(_path);
        Assert.Equal(first, File.ReadAllBytes(_path));
    }

    [Fact]
    public void Forks_share_the_weights_and_outlive_the_first_instance_and_the_file()
    {
        Save();
        var loaded = EmoCifar10.Load(_path);
        float[] expected = Predict(loaded);
        using var fork = loaded.Fork();
        loaded.Dispose();
        File.WriteAllBytes(_path, []);
        Assert.Equal(expected, Predict(fork));
    }

    [Fact]
    public void A_disposed_model_saves_nothing()
    {
        var model = LoadCheckpoint();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.SaveWeights(_path));
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void Predict_allocates_nothing()
    {
        Save();
        using var loaded = EmoCifar10.Load(_path);
        float[] input = SyntheticWeights.Input(64, 64);
        float[] logits = new float[10];
        Predict();
        for (int i = 0; i < 10; i++)
            Assert.Equal(0, Allocations.Of(Predict));

        void Predict() => loaded.Predict(input, logits);
    }

    [Fact]
    public void Another_model_refuses_the_file()
    {
        Save();
        string message = Assert.Throws<CheckpointException>(() => EmoCifar10Stages.Load(_path)).Message;
        Assert.StartsWith(_path, message, StringComparison.Ordinal);
        Assert.Contains("packed for 'emo-cifar10', not for 'emo-cifar10-stages'", message, StringComparison.Ordinal);
    }

    /// <summary>
    /// One id must never stand for two layouts. If the bytes changed and the id did not, count up LayoutVersion in the
    /// generator's PackingText; then write down both.
    /// </summary>
    [Fact]
    public void A_packing_id_stands_for_these_bytes()
    {
        Save();
        byte[] file = File.ReadAllBytes(_path);
        file[8] = 1; // the checksum is that of a file of format 1, without what format 2 added
        file.AsSpan(168, 16).Clear();
        ulong checksum = XxHash3.HashToUInt64([.. file[..184], .. file[192..(192 + (int)EmoCifar10.WeightBytes)]]);
        Assert.Equal("cb343b016c1877e212e697aa1b75a1b8 dcc3cecafad85ae9", $"{EmoCifar10.ModelInfo.PackingId:x32} {checksum:x16}");
    }

    public void Dispose() => File.Delete(_path);

    private void Save()
    {
        using var model = LoadCheckpoint();
        model.SaveWeights(_path);
    }

    private static EmoCifar10 LoadCheckpoint() => EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));

    private static float[] Predict(EmoCifar10 model)
    {
        float[] logits = new float[10];
        model.Predict(SyntheticWeights.Input(64, 64), logits);
        return logits;
    }
}
