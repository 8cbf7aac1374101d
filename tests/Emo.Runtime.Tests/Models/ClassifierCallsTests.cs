using System.Numerics.Tensors;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

public class ClassifierCallsTests
{
    private static readonly ModelInfo s_info =
        ModelInfos.Of("test", ModelInfos.Preprocessing(4, 6), labels: ["cat", "dog", "frog", "ship"]);

    [Fact]
    public void Classes_are_ranked_by_logit_with_the_softmax_over_all_of_them()
    {
        float[] logits = [1, 3, -2, 2];
        var ranked = s_info.Rank(logits, 3);

        double sum = logits.Sum(l => Math.Exp(l));
        Assert.Equal([1, 3, 0], ranked.Select(c => c.Index));
        Assert.Equal(["dog", "ship", "cat"], ranked.Select(c => c.Label));
        foreach (var c in ranked)
            Assert.Equal(Math.Exp(logits[c.Index]) / sum, c.Probability, 1e-6);
    }

    [Fact]
    public void Equal_logits_are_ranked_by_index() => Assert.Equal([1, 2, 0, 3], s_info.Rank([0f, 5f, 5f, -0f], 4).Select(c => c.Index));

    [Fact]
    public void Logits_that_overflow_an_exponential_still_give_probabilities()
    {
        var ranked = s_info.Rank([3e38f, -3e38f, 3e38f, float.NegativeInfinity], 10);
        Assert.Equal([0.5f, 0.5f, 0f, 0f], ranked.Select(c => c.Probability));
        Assert.Equal([0, 2, 1, 3], ranked.Select(c => c.Index));
    }

    [Theory]
    [InlineData(1f, float.NaN, 2f, 3f)]
    [InlineData(1f, float.PositiveInfinity, 2f, 3f)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity)]
    public void Logits_without_probabilities_are_refused(float a, float b, float c, float d)
    {
        var error = Assert.Throws<NotFiniteNumberException>(() => s_info.Rank([a, b, c, d], 1));
        Assert.Contains("logit of test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_info.Rank([1f, 2f, 3f, 4f], 0));
        var error = Assert.Throws<ArgumentException>(() => s_info.Rank([1f, 2f, 3f], 1));
        Assert.Contains("test has 4 logits, not 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (s_info with { Labels = [] }).Rank([], 1));
    }

    [Fact]
    public void Classes_without_labels_are_numbered() =>
        Assert.Equal("class 2", (s_info with { Labels = [] }).Rank([1f, 2f, 3f], 1)[0].Label);

    [Fact]
    public void A_picture_is_preprocessed_predicted_and_ranked()
    {
        using IClassifier model = new MeanColours();
        var picture = PictureFiles.Open("coffee.png");

        var classes = model.Classify(picture);

        float[] input = new float[s_info.Preprocessing.InputLength];
        s_info.Preprocessing.Apply(picture, input);
        float[] logits = new float[4];
        model.Predict(input, logits);
        Assert.Equal(s_info.Rank(logits, 5), classes);
        Assert.Equal(classes[..2], model.Classify(PictureFiles.PathOf("coffee.png"), top: 2));
    }

    [Fact]
    public void A_path_the_bytes_a_stream_and_a_view_give_the_same_classes()
    {
        using IClassifier model = new MeanColours();
        byte[] file = PictureFiles.Read("coffee.png");
        var picture = PictureFiles.Open("coffee.png");
        var expected = model.Classify(picture, 3);

        Assert.Equal(expected, model.Classify(PictureFiles.PathOf("coffee.png"), 3));
        Assert.Equal(expected, model.Classify(file, 3));
        Assert.Equal(expected, model.Classify(picture.View, 3));
        using var stream = new MemoryStream(file);
        Assert.Equal(expected, model.Classify(stream, 3));
        Assert.True(stream.CanRead, "The stream is left open.");
    }

    [Fact]
    public void The_options_reach_every_way_and_a_path_is_named()
    {
        using IClassifier model = new MeanColours();
        string path = PictureFiles.PathOf("coffee.png");
        byte[] file = PictureFiles.Read("coffee.png");
        var options = new PictureOptions { MaxPixels = 10 };

        var error = Assert.Throws<PictureException>(() => model.Classify(path, options: options));
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.Throws<PictureException>(() => model.Classify(file, options: options));
        Assert.Throws<PictureException>(() => model.Classify(new MemoryStream(file), options: options));
        error = Assert.Throws<PictureException>(() => model.Classify(path, options: new PictureOptions { MaxFileBytes = 10 }));
        Assert.StartsWith(path + ": The file has more than 10 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranking_into_memory_of_the_callers_gives_the_same_and_allocates_nothing()
    {
        var random = new Random(1);
        foreach (int count in new[] { 1, 2, 5, 16, 17, 300, 1024, 1025, 3000 })
        {
            float[] logits = [.. Enumerable.Range(0, count).Select(i => random.Next(40) / 4f)];
            var info = s_info with { Labels = [] };
            int[] order = [.. Enumerable.Range(0, count).OrderByDescending(i => logits[i]).ThenBy(i => i)];
            double sum = logits.Sum(l => Math.Exp(l - logits.Max()));
            foreach (int room in new[] { 0, 1, 5, 16, 17, count, count + 3 })
            {
                var classes = new Classification[room];
                int written = info.Rank(logits, classes);
                Assert.Equal(Math.Min(room, count), written);
                Assert.Equal(order[..written], classes[..written].Select(c => c.Index));
                Assert.All(classes[..written], c => Assert.Equal(Math.Exp(logits[c.Index] - logits.Max()) / sum, c.Probability, 1e-6));
                Assert.Equal(0, Allocations.Of(() => info.Rank(logits, classes)));
                if (room > 0)
                    Assert.Equal(info.Rank(logits, room), classes[..written]);
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_read()
    {
        using IClassifier model = new MeanColours();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Classify("none.png", top: 0));
        Assert.Throws<FileNotFoundException>(() => model.Classify("none.png"));
        Assert.Throws<ArgumentNullException>(() => model.Classify((Picture)null!));
    }

    /// <summary>A "network" whose logits are the means of the input's planes. All else is what the interface makes of it.</summary>
    private sealed class MeanColours : IClassifier
    {
        public ModelInfo Info => s_info;

        public int ClassCount => 4;

        public void Predict(ReadOnlySpan<float> input, Span<float> outputs)
        {
            for (int c = 0; c < 3; c++)
                outputs[c] = TensorPrimitives.Average(input.Slice(c * 24, 24));
            outputs[3] = 0.5f;
        }

        public IClassifier Fork() => new MeanColours();

        public void Dispose()
        {
        }
    }
}
