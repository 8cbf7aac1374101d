using System.Numerics.Tensors;

namespace Emo.Conformance.Tests;

/// <summary>What the generated class promises besides right numbers.</summary>
public sealed class ContractTests
{
    private static readonly float[] s_input = SyntheticWeights.Input(64, 64);

    [Fact]
    public void Constants_say_shapes_and_costs()
    {
        Assert.Equal((3, 224, 224, 1000), (Emo1M.InputChannels, Emo1M.InputHeight, Emo1M.InputWidth, Emo1M.ClassCount));
        Assert.Equal(
            (1_361_168L, 2_377_472L, 5_108_848L, 6_168_496L),
            (Emo1M.ParameterCount, Emo2M.ParameterCount, Emo5M.ParameterCount, Emo6M.ParameterCount));
        Assert.Equal(511_994, EmoCifar10.ParameterCount);
        Assert.Equal(
            (255.24, 431.92, 892.22, 950.25),
            (Millions(Emo1M.MultiplyAdds), Millions(Emo2M.MultiplyAdds), Millions(Emo5M.MultiplyAdds), Millions(Emo6M.MultiplyAdds)));
        Assert.InRange(Emo1M.WeightBytes, 4 * Emo1M.ParameterCount, 5 * Emo1M.ParameterCount);
        Assert.InRange(Emo1M.ArenaBytes, 1, 4_600_000);
    }

    [Fact]
    public void Overrides_change_the_input_and_keep_the_labels_only_with_their_classes()
    {
        Assert.Equal((200, 264), (Emo1MOdd.InputHeight, Emo1MOdd.InputWidth));
        Assert.Equal((228, 300), (Emo1MOdd.ModelInfo.Preprocessing.ResizeHeight, Emo1MOdd.ModelInfo.Preprocessing.ResizeWidth));
        Assert.Equal("tench", Emo1M.ModelInfo.LabelOf(0));
        Assert.Equal("toilet tissue", Emo1M.ModelInfo.LabelOf(999));
        Assert.Equal(1000, Emo1M.ModelInfo.Labels.Length);
        Assert.Equal("class 6", SeRelu.ModelInfo.LabelOf(6));
    }

    [Fact]
    public void Spans_of_another_length_are_refused_with_both_lengths()
    {
        using var model = Load();
        var exception = Assert.Throws<ArgumentException>(() => model.Predict(new float[5], new float[10]));
        Assert.Contains("12288", exception.Message, StringComparison.Ordinal);
        Assert.Contains('5', exception.Message);
        exception = Assert.Throws<ArgumentException>(() => model.Predict(s_input, new float[11]));
        Assert.Contains("11", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_give_the_same_logits_as_spans()
    {
        using var model = Load();
        float[] expected = Predict(model);
        float[] logits = new float[10];
        model.Predict(new ReadOnlyTensorSpan<float>(s_input, [3, 64, 64]), new TensorSpan<float>(logits));
        Assert.Equal(expected, logits);
        Array.Clear(logits);
        model.Predict(new ReadOnlyTensorSpan<float>(s_input, [1, 3, 64, 64]), new TensorSpan<float>(logits, [1, 10]));
        Assert.Equal(expected, logits);
    }

    [Fact]
    public void Tensors_of_another_shape_are_refused()
    {
        using var model = Load();
        var exception = Assert.Throws<ArgumentException>(
            () => model.Predict(new ReadOnlyTensorSpan<float>(s_input, [64, 64, 3]), new TensorSpan<float>(new float[10])));
        Assert.Contains("[3, 64, 64]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[64, 64, 3]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_with_gaps_are_refused()
    {
        using var model = Load();
        float[] wide = new float[3 * 64 * 80];
        var exception = Assert.Throws<ArgumentException>(
            () => model.Predict(new ReadOnlyTensorSpan<float>(wide, [3, 64, 64], [64 * 80, 80, 1]), new TensorSpan<float>(new float[10])));
        Assert.Contains("dense", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_model_says_so_and_a_fork_lives_on()
    {
        var model = Load();
        using var fork = model.Fork();
        float[] expected = Predict(model);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Predict(model));
        Assert.Throws<ObjectDisposedException>(model.Fork);
        Assert.Equal(expected, Predict(fork));
    }

    [Fact]
    public async Task A_second_thread_on_one_instance_gets_an_exception_and_the_first_the_right_numbers()
    {
        using var model = Load();
        float[] expected = Predict(model);
        using var isInside = new SemaphoreSlim(0);
        using var isRefused = new SemaphoreSlim(0);
        int blocks = 0;
        model.Observer = _ =>
        {
            if (blocks++ > 0)
                return;
            isInside.Release();
            isRefused.Wait();
        };
        var first = Task.Factory.StartNew(
            () => Predict(model), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(first, isInside.WaitAsync());
        var exception = Record.Exception(() => Predict(model));
        isRefused.Release();
        Assert.Equal(expected, await first);
        Assert.Contains("Fork()", Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal);
        model.Observer = null;
        Assert.Equal(expected, Predict(model));
    }

    /// <summary>Without an observer to hold the first: whatever the two threads meet in, no number is wrong.</summary>
    [Fact]
    public void Two_threads_on_one_instance_never_get_wrong_numbers()
    {
        using var model = Load();
        float[] expected = Predict(model);
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(PredictOrBeRefused))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Equal(0, wrong);
        Assert.Equal(expected, Predict(model));

        void PredictOrBeRefused()
        {
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    if (!Predict(model).AsSpan().SequenceEqual(expected))
                        Interlocked.Increment(ref wrong);
                }
                catch (InvalidOperationException)
                {
                    // The other thread is inside.
                }
            }
        }
    }

    [Fact]
    public void Forks_on_several_threads_do_not_interfere()
    {
        using var model = Load();
        float[] expected = Predict(model);
        Parallel.For(0, 4, _ =>
        {
            using var fork = model.Fork();
            for (int i = 0; i < 100; i++)
                Assert.Equal(expected, Predict(fork));
        });
    }

    [Fact]
    public async Task Dispose_during_a_prediction_lets_it_finish()
    {
        for (int i = 0; i < 50; i++)
        {
            var model = Load();
            float[] expected = Predict(model);
            using var started = new ManualResetEventSlim();
            var predicting = Task.Run(() =>
            {
                started.Set();
                try
                {
                    Assert.Equal(expected, Predict(model));
                }
                catch (ObjectDisposedException)
                {
                }
            });
            started.Wait();
            model.Dispose();
            await predicting;
        }
    }

    [Fact]
    public void Predict_allocates_nothing()
    {
        using var model = Load();
        float[] logits = new float[10];
        Predict();
        PredictTensors();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, Allocations.Of(Predict));
            Assert.Equal(0, Allocations.Of(PredictTensors));
        }

        void Predict() => model.Predict(s_input, logits);

        void PredictTensors() => model.Predict(new ReadOnlyTensorSpan<float>(s_input, [3, 64, 64]), new TensorSpan<float>(logits));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void A_poisoned_input_does_not_leak_into_the_next_prediction(float poison)
    {
        using var model = Load();
        float[] expected = Predict(model);
        float[] poisoned = new float[s_input.Length];
        Array.Fill(poisoned, poison);
        model.Predict(poisoned, new float[10]);
        Assert.Equal(expected, Predict(model));
    }

    [Fact]
    public void Generic_code_can_hold_any_classifier()
    {
        using var model = Generic<EmoCifar10>();
        using var fork = model.Fork();
        Assert.Equal(10, fork.ClassCount);
        Assert.Equal("emo-cifar10", model.Info.Name);

        static IClassifier Generic<T>()
            where T : IClassifier<T> => T.Load(TestData.Path("cifar10", "emo-cifar10.pth"));
    }

    private static double Millions(long value) => Math.Round(value / 1e6, 2);

    private static EmoCifar10 Load() => EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));

    private static float[] Predict(EmoCifar10 model)
    {
        float[] logits = new float[10];
        model.Predict(s_input, logits);
        return logits;
    }
}
