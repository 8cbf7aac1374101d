using System.Collections.Immutable;
using Emo.Samples.Accuracy;
using Emo.Tool.Models;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

/// <summary>Inputs without augmentation are those of the generated class, and augmented truth stays with its pixels.</summary>
public sealed class SamplerTests
{
    private const byte Dark = 40;
    private const byte Bright = 220;

    [Theory]
    [InlineData("detector", "rocket.jpg")]
    [InlineData("detector", "chelsea-exif6.jpg")]
    [InlineData("segmenter", "coffee.png")]
    [InlineData("classifier", "chelsea-q90.jpg")]
    public void Without_random_numbers_the_input_is_the_generated_class_s_to_the_bit(string kind, string picture)
    {
        using var folder = new DataFolder();
        string path = folder.Copy(picture, picture);
        var spec = folder.Spec(kind switch
        {
            "detector" => DataSpecs.Detector(),
            "segmenter" => DataSpecs.Segmenter(),
            _ => DataSpecs.Classifier(),
        });
        using var network = NetworkCompiler.Compile(spec).LoadRandom();
        float[] expected = new float[network.Info.Preprocessing.InputLength];
        network.Info.Preprocessing.Apply(File.ReadAllBytes(path), expected);
        float[] input = new float[expected.Length];
        var preprocessing = SpecPreprocessing.Of(spec.Spec);
        Assert.Equal(network.Info.Preprocessing.ToString(), preprocessing.ToString());

        if (kind == "detector")
        {
            var size = Picture.Open(path);
            var box = new TrueBox(10, 20, 100, 60, 2);
            var truth = new DetectorSampler(preprocessing, AugmentationOptions.Default, new PictureCache())
                .Sample(new LabelledPicture<BoxTruth>(path, new BoxTruth([box])), null, input);
            var frame = network.Info.Preprocessing.FrameOf(size.Width, size.Height);
            Assert.Equal(
                new TrueBox(10 * frame.ScaleX, 20 * frame.ScaleY, 100 * frame.ScaleX, 60 * frame.ScaleY, 2), Assert.Single(truth.Boxes));
        }
        else if (kind == "segmenter")
        {
            var size = Picture.Open(path);
            var mask = new MaskFile(folder.Mask("m.png", size.Width, size.Height, (x, y) => x < size.Width / 2 ? 0 : 1));
            var truth = new SegmenterSampler(preprocessing, AugmentationOptions.Default, new PictureCache())
                .Sample(new LabelledPicture<MaskFile>(path, mask), null, input);
            var frame = preprocessing.FrameOf(size.Width, size.Height);
            for (int i = 0; i < truth.Labels.Length; i++)
            {
                int x = i % preprocessing.InputWidth, y = i / preprocessing.InputWidth;
                bool isIn = x < frame.ResizedWidth && y < frame.ResizedHeight;
                Assert.Equal(!isIn ? MaskTruth.Ignored : x < frame.ResizedWidth / 2 ? 0 : 1, truth.Labels[i]);
            }
        }
        else
        {
            var truth = new ClassifierSampler(preprocessing, AugmentationOptions.Default, new PictureCache())
                .Sample(new LabelledPicture<ClassTruth>(path, new ClassTruth(1)), null, input);
            Assert.Equal(1, truth.ClassIndex);
        }

        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), input.Select(BitConverter.SingleToInt32Bits));
    }

    public static TheoryData<string> FlipNames => [.. Enum.GetNames<Flips>()];

    [Theory]
    [MemberData(nameof(FlipNames))]
    public void Boxes_stay_around_what_they_are_of(string flips)
    {
        using var folder = new DataFolder();
        var box = new TrueBox(90, 40, 180, 80, 1);
        string path = folder.Write("a.png", DataFolder.Png(240, 160, (x, y, _) => IsIn(x, y, box) ? Bright : Dark));
        var preprocessing = SpecPreprocessing.Of(folder.Spec(DataSpecs.Detector(height: 96, width: 128)).Spec);
        var options = AugmentationOptions.Default with { Flips = Enum.Parse<Flips>(flips) };
        var sampler = new DetectorSampler(preprocessing, options, new PictureCache());
        float[] input = new float[preprocessing.InputLength];
        var shapes = new HashSet<bool>();
        for (int seed = 0; seed < 60; seed++)
        {
            var truth = sampler.Sample(new LabelledPicture<BoxTruth>(path, new BoxTruth([box])), new Random(seed), input);
            foreach (var found in truth.Boxes)
            {
                shapes.Add(found.Right - found.Left > found.Bottom - found.Top);
                Assert.InRange(found.Left, 0, found.Right - 1);
                Assert.InRange(found.Top, 0, found.Bottom - 1);
                AssertBright(preprocessing, input, found, seed);
            }
        }

        if (options.Flips == Flips.Turns)
            Assert.Equal(2, shapes.Count);
    }

    [Theory]
    [InlineData(nameof(Flips.None), 1)]
    [InlineData(nameof(Flips.Horizontal), 2)]
    [InlineData(nameof(Flips.Both), 4)]
    [InlineData(nameof(Flips.Turns), 8)]
    public void Flips_say_how_many_ways_there_are(string flips, int ways)
    {
        var random = new Random(1);
        Assert.Equal(ways, Enumerable.Range(0, 200).Select(_ => Turn.Random(random, Enum.Parse<Flips>(flips))).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(FlipNames))]
    public void Masks_stay_on_what_they_are_of(string flips)
    {
        using var folder = new DataFolder();
        var box = new TrueBox(30, 40, 180, 110, 1);
        string path = folder.Write("a.png", DataFolder.Png(240, 160, (x, y, _) => IsIn(x, y, box) ? Bright : Dark));
        var mask = new MaskFile(folder.Mask("m.png", 240, 160, (x, y) => IsIn(x, y, box) ? 255 : 0)) { FullIsForeground = true };
        var preprocessing = SpecPreprocessing.Of(folder.Spec(DataSpecs.Segmenter()).Spec);
        var options = AugmentationOptions.Default with { Flips = Enum.Parse<Flips>(flips) };
        var sampler = new SegmenterSampler(preprocessing, options, new PictureCache());
        float[] input = new float[preprocessing.InputLength];
        long wrong = 0, all = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var truth = sampler.Sample(new LabelledPicture<MaskFile>(path, mask), new Random(seed), input);
            float[] green = Green(preprocessing, input);
            float middle = Middle(green, truth.Labels);
            for (int i = 0; i < green.Length; i++)
            {
                // What is beside the picture has the mean of the norm's data.
                bool isBeside = input[i] == 0 && input[green.Length + i] == 0 && input[(2 * green.Length) + i] == 0;
                Assert.Equal(isBeside, truth.Labels[i] == MaskTruth.Ignored);
                if (isBeside || float.IsNaN(middle))
                    continue;
                all++;
                wrong += (green[i] > middle) == (truth.Labels[i] == 1) ? 0 : 1;
            }
        }

        // Pixels at the edge of the thing are between the colours.
        Assert.InRange(wrong, 0, all / 40);
        Assert.True(all > 20_000);
    }

    [Fact]
    public void The_eight_ways_to_lay_a_picture_agree_with_its_views()
    {
        byte[] pixels = [.. Enumerable.Range(0, 5 * 3).SelectMany(i => new byte[] { (byte)i, (byte)i, (byte)i })];
        foreach (var turn in Enumerable.Range(0, 8).Select(i => new Turn(i / 2, i % 2 == 1)))
        {
            var turned = turn.Of(PictureView.Rgb(pixels, 5, 3, 15)).ToPicture();
            for (int i = 0; i < 15; i++)
            {
                var (x, y) = turn.Before(i % turned.Width, i / turned.Width, 5, 3);
                Assert.Equal(turned.Pixels[3 * i], (5 * y) + x);
                var box = turn.Of(new TrueBox(x, y, x + 1, y + 1, 0), 5, 3);
                Assert.Equal(new TrueBox(i % turned.Width, i / turned.Width, (i % turned.Width) + 1, (i / turned.Width) + 1, 0), box);
            }
        }
    }

    [Fact]
    public void The_same_random_numbers_give_the_same_sample_and_others_another()
    {
        using var folder = new DataFolder();
        string path = folder.Copy("chelsea-q90.jpg", "a.jpg");
        var preprocessing = SpecPreprocessing.Of(folder.Spec(DataSpecs.Classifier()).Spec);
        float[] Sample(int seed, PictureCache cache)
        {
            float[] input = new float[preprocessing.InputLength];
            var sampler = new ClassifierSampler(preprocessing, AugmentationOptions.Default, cache);
            sampler.Sample(new LabelledPicture<ClassTruth>(path, new ClassTruth(0)), new Random(seed), input);
            return input;
        }

        var cache = new PictureCache();
        Assert.Equal(Sample(1, cache), Sample(1, cache));
        Assert.Equal(Sample(1, cache), Sample(1, new PictureCache(maxBytes: 0)));
        Assert.NotEqual(Sample(1, cache), Sample(2, cache));
    }

    [Fact]
    public void Nothing_changes_where_all_strengths_are_0()
    {
        using var folder = new DataFolder();
        string path = folder.Copy("rocket.jpg", "a.jpg");
        var preprocessing = SpecPreprocessing.Of(folder.Spec(DataSpecs.Detector()).Spec);
        var options = new AugmentationOptions { Flips = Flips.None, Colour = 0, Crop = 0 };
        var sampler = new DetectorSampler(preprocessing, options, new PictureCache());
        var picture = new LabelledPicture<BoxTruth>(path, new BoxTruth([new TrueBox(1, 2, 30, 40, 0)]));
        float[] plain = new float[preprocessing.InputLength], changed = new float[preprocessing.InputLength];
        var expected = sampler.Sample(picture, null, plain);
        var found = sampler.Sample(picture, new Random(3), changed);
        Assert.Equal(plain, changed);
        Assert.Equal(expected.Boxes.AsEnumerable(), found.Boxes);
    }

    [Fact]
    public void A_box_of_which_little_is_left_is_dropped()
    {
        using var folder = new DataFolder();
        string path = folder.Noise("a.png", 100, 100);
        var preprocessing = SpecPreprocessing.Of(folder.Spec(DataSpecs.Detector()).Spec);
        var sampler = new DetectorSampler(preprocessing, AugmentationOptions.Default, new PictureCache());
        ImmutableArray<TrueBox> corners = [new(0, 0, 20, 20, 0), new(80, 80, 100, 100, 1), new(0, 0, 100, 100, 2)];
        float[] input = new float[preprocessing.InputLength];
        int[] kept = new int[3];
        for (int seed = 0; seed < 100; seed++)
        {
            foreach (var box in sampler.Sample(new LabelledPicture<BoxTruth>(path, new BoxTruth(corners)), new Random(seed), input).Boxes)
                kept[box.ClassIndex]++;
        }

        Assert.InRange(kept[0], 15, 90);
        Assert.InRange(kept[1], 15, 90);
        Assert.InRange(kept[2], 60, 99); // A part of 0.45 times 0.45 has less than 0.35 of it.
    }

    [Fact]
    public void A_cache_keeps_what_has_room()
    {
        using var folder = new DataFolder();
        string a = folder.Noise("a.png", 10, 10), b = folder.Noise("b.png", 10, 10);
        var cache = new PictureCache(maxBytes: 400);
        Assert.Same(cache.Open(a), cache.Open(a));
        Assert.NotSame(cache.Open(b), cache.Open(b));
        Assert.Equal(300, cache.Bytes);
        var mask = new MaskFile(folder.Mask("m.png", 10, 10, (_, _) => 1));
        Assert.Same(cache.Open(mask), cache.Open(mask));
        Assert.Equal(400, cache.Bytes);
    }

    private static bool IsIn(int x, int y, TrueBox box) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;

    private static float[] Green(Preprocessing preprocessing, float[] input) =>
        [.. input.Skip(input.Length / 3).Take(input.Length / 3).Select(value => (value * preprocessing.Std[1]) + preprocessing.Mean[1])];

    /// <summary>Between the colours of the classes, whatever became of them; NaN where there is one class.</summary>
    private static float Middle(float[] values, byte[] labels)
    {
        float[] dark = [.. values.Where((_, i) => labels[i] == 0).Order()], bright = [.. values.Where((_, i) => labels[i] == 1).Order()];
        return dark.Length < 20 || bright.Length < 20 ? float.NaN : (dark[dark.Length / 2] + bright[bright.Length / 2]) / 2;
    }

    /// <summary>Within the box the thing, and around it the background, but for two pixels at its edges.</summary>
    private static void AssertBright(Preprocessing preprocessing, float[] input, TrueBox box, int seed)
    {
        const float Edge = 2.5f;
        float[] green = Green(preprocessing, input);
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        for (int i = 0; i < green.Length; i++)
        {
            float x = (i % preprocessing.InputWidth) + 0.5f, y = (i / preprocessing.InputWidth) + 0.5f;
            if (x > box.Left + Edge && x < box.Right - Edge && y > box.Top + Edge && y < box.Bottom - Edge)
                least = Math.Min(least, green[i]);
            else if (x < box.Left - Edge || x > box.Right + Edge || y < box.Top - Edge || y > box.Bottom + Edge)
                most = Math.Max(most, green[i]);
        }

        Assert.True(least > most, $"seed {seed}: {box}, {least} within it and {most} around it");
    }
}
