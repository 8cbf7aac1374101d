using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class SampleLoaderTests
{
    [Fact]
    public void The_bits_are_the_same_with_any_number_of_threads()
    {
        float[] one = Bits(threads: 1);
        Assert.Equal(one, Bits(threads: 2));
        Assert.Equal(one, Bits(threads: 7));
        Assert.NotEqual(one, Bits(threads: 1, seed: 2));
    }

    [Fact]
    public void An_epoch_has_each_picture_once_and_the_next_another_order()
    {
        using var loader = Loader(12, 4);
        Assert.Equal(3, loader.BatchesPerEpoch);
        int[] first = Order(loader, 0), second = Order(loader, 1);
        Assert.Equal(Enumerable.Range(0, 12), first.Order());
        Assert.Equal(Enumerable.Range(0, 12), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Order(loader, 0));
    }

    [Fact]
    public void What_is_left_of_an_epoch_is_dropped_and_few_pictures_are_repeated()
    {
        using var loader = Loader(11, 4);
        Assert.Equal(2, loader.BatchesPerEpoch);
        Assert.Equal(8, Order(loader, 0).Distinct().Count());
        using var few = Loader(3, 8);
        Assert.Equal(1, few.BatchesPerEpoch);
        Assert.Equal([2, 3, 3], Order(few, 0).CountBy(index => index).Select(pair => pair.Value).Order());
    }

    [Fact]
    public void A_picture_that_is_repeated_comes_as_often_as_its_factor_says()
    {
        double[] repeats = [1, 1, 1, 2.5];
        var options = new SampleLoaderOptions(1, 1) { Repeats = repeats };
        using var loader = new SampleLoader<ClassTruth, int>(Pictures(4), new Numbers(), 1, options);
        Assert.Equal(5, loader.BatchesPerEpoch);
        var counts = Enumerable.Range(0, 200).SelectMany(epoch => Order(loader, epoch)).CountBy(index => index).ToDictionary();
        Assert.InRange(counts[3] / 1000.0, 0.42, 0.5);
        Assert.InRange(counts[0] / 1000.0, 0.15, 0.2);
    }

    [Fact]
    public void Factors_are_larger_for_rare_classes()
    {
        static LabelledPicture<BoxTruth> Picture(params int[] classes) =>
            new("x", new BoxTruth([.. classes.Select(index => new TrueBox(0, 0, 9, 9, index))]));
        var boxes = new DataSet<BoxTruth>(["a", "b", "c"], [Picture(0), Picture(0, 0), Picture(0), Picture(0, 1), Picture()], []);
        Assert.Equal([1, 1, 1, 2, 1], RepeatFactors.Of(boxes));
        var pictures = Pictures(30).Select((picture, i) => picture with { Truth = new ClassTruth(i / 29) });
        var classes = new DataSet<ClassTruth>(["a", "b"], [.. pictures], []);
        Assert.Equal(RepeatFactors.Most, RepeatFactors.Of(classes)[29]);
        Assert.Equal(1, RepeatFactors.Of(classes)[0]);
    }

    [Fact]
    public void The_first_error_of_a_thread_comes_out_with_its_batch()
    {
        using var loader = Loader(40, 4, new Numbers { FailAt = 30 });
        int[] order = Order(Loader(40, 4), 5);
        int failing = Array.IndexOf(order, 30) / 4;
        int taken = 0;
        var error = Assert.Throws<DataSetException>(() =>
        {
            foreach (var batch in loader.Epoch(5))
                taken++;
        });
        Assert.Equal("picture 30 is broken", error.Message);
        Assert.Equal(failing, taken);
        Assert.Throws<DataSetException>(() => loader.Epoch(5).ToList());
    }

    [Fact]
    public void Threads_end_with_the_epoch_the_loader_or_its_enumerator()
    {
        var sampler = new Numbers();
        var loader = Loader(64, 1, sampler, threads: 3);
        using (var epoch = loader.Epoch(0).GetEnumerator())
        {
            Assert.True(epoch.MoveNext());
            Assert.Throws<InvalidOperationException>(() => loader.Epoch(1).First());
        }

        AssertEnded(sampler);
        var another = loader.Epoch(1).GetEnumerator();
        Assert.True(another.MoveNext());
        loader.Dispose();
        AssertEnded(sampler);
        Assert.Throws<ObjectDisposedException>(() => loader.Epoch(2).First());
    }

    [Fact]
    public void Without_augmentation_samplers_get_no_random_numbers()
    {
        var plain = new Numbers();
        using var loader = new SampleLoader<ClassTruth, int>(Pictures(4), plain, 1, new SampleLoaderOptions(2, 1) { Augment = false });
        Assert.All(loader.Epoch(0), batch => Assert.All(batch.Inputs, value => Assert.Equal(-1, value)));
    }

    private static void AssertEnded(Numbers sampler) =>
        Assert.All(sampler.Threads.Keys, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(20))));

    private static int[] Order(SampleLoader<ClassTruth, int> loader, int epoch) =>
        [.. loader.Epoch(epoch).SelectMany(batch => batch.Truths)];

    private static float[] Bits(int threads, int seed = 1)
    {
        using var loader = Loader(23, 5, threads: threads, seed: seed);
        return [.. Enumerable.Range(0, 3).SelectMany(epoch => loader.Epoch(epoch).SelectMany(batch => batch.Inputs.ToArray()))];
    }

    private static SampleLoader<ClassTruth, int> Loader(int pictures, int batch, Numbers? sampler = null, int threads = 2, int seed = 1) =>
        new(Pictures(pictures), sampler ?? new Numbers(), 1, new SampleLoaderOptions(batch, seed) { Threads = threads });

    private static ImmutableArray<LabelledPicture<ClassTruth>> Pictures(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new LabelledPicture<ClassTruth>($"{index}.png", new ClassTruth(index)))];

    /// <summary>The index of the picture, and a random number as the input.</summary>
    private sealed class Numbers : ISampler<ClassTruth, int>
    {
        public int FailAt { get; init; } = -1;

        public ConcurrentDictionary<Thread, bool> Threads { get; } = [];

        public int Sample(LabelledPicture<ClassTruth> picture, Random? random, Span<float> input)
        {
            Threads.TryAdd(Thread.CurrentThread, true);
            if (picture.Truth.ClassIndex == FailAt)
                throw new DataSetException($"picture {FailAt} is broken");
            if (picture.Truth.ClassIndex % 3 == 0)
                Thread.Yield();
            input[0] = random?.NextSingle() ?? -1;
            return picture.Truth.ClassIndex;
        }
    }
}
