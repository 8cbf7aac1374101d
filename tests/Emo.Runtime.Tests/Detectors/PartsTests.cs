using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Detectors;

/// <summary>Anchors, box coder, selection and suppression, each by itself.</summary>
public class PartsTests
{
    /// <summary>
    /// Level 3 of mmdetection's SSDLite at 320x320 (stride 107, 3x3 cells), whose last anchor its <c>grid_priors</c> gives.
    /// </summary>
    [Fact]
    public void Anchors_are_shifted_as_mmdetection_does_it()
    {
        var level = new DetectorLevel(
            3, 3, 107, 0, 0,
            [-47.5f, -47.5f, 154.5f, 154.5f, -4.8123779296875f, -121.4371337890625f, 111.8123779296875f, 228.4371337890625f]);
        Assert.Equal(new Box(209.1876220703125f, 92.5628662109375f, 325.8123779296875f, 442.4371337890625f), level.AnchorAt(8, 1));
        Assert.Equal(new Box(59.5f, -47.5f, 261.5f, 154.5f), level.AnchorAt(1, 0));
        Assert.Equal(new Box(-47.5f, 59.5f, 154.5f, 261.5f), level.AnchorAt(3, 0));
    }

    [Fact]
    public void A_delta_of_zero_is_the_anchor_and_is_clipped()
    {
        var coder = new BoxCoder(0.1f, 0.1f, 0.2f, 0.2f);
        Assert.Equal(new Box(10, 20, 30, 60), coder.Decode(new Box(10, 20, 30, 60), 0, 0, 0, 0, 100, 100));
        Assert.Equal(new Box(0, 0, 25, 40), coder.Decode(new Box(-10, -20, 30, 60), 0, 0, 0, 0, 25, 40));
    }

    [Fact]
    public void Deltas_shift_by_sizes_and_grow_by_logarithms()
    {
        var box = new BoxCoder(0.1f, 0.5f, 0.2f, 1f).Decode(
            new Box(100, 100, 120, 140), 5, -2, MathF.Log(2) / 0.2f, MathF.Log(0.5f), 1000, 1000);
        Assert.Equal(100, box.Left, 1e-3f); // centre 110 + 20 * 0.5, width 40
        Assert.Equal(140, box.Right, 1e-3f);
        Assert.Equal(70, box.Top, 1e-3f); // centre 120 - 40, height 20
        Assert.Equal(90, box.Bottom, 1e-3f);
    }

    [Fact]
    public void Growth_ends_at_62_and_a_half()
    {
        var box = new BoxCoder(1, 1, 1, 1).Decode(new Box(499, 499, 501, 501), 0, 0, 50, -50, 1000, 1000);
        Assert.Equal(125, box.Right - box.Left, 1e-3f);
        Assert.Equal(2 / 62.5f, box.Bottom - box.Top, 1e-4f);
    }

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(50, 7, 3)] // many equal scores
    [InlineData(50, 1000, 1)]
    [InlineData(300, 300, 20)]
    [InlineData(300, 20, 20)]
    public void The_highest_scores_are_kept_and_of_equal_ones_the_first(int wanted, int count, int levels)
    {
        var random = new Random(wanted + count);
        float[] scores = Enumerable.Range(0, count).Select(_ => (1 + random.Next(levels)) / 1000f).ToArray();
        var top = new TopScores(300);
        for (int run = 0; run < 2; run++)
        {
            top.Begin(wanted, 0.0005f);
            for (int i = 0; i < count; i++)
            {
                if (scores[i] > top.Threshold)
                    top.Add(scores[i], (uint)i);
            }

            int[] expected = Enumerable.Range(0, count).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(wanted).ToArray();
            ulong[] actual = top.Finish().ToArray();
            Assert.Equal(expected, actual.Select(key => (int)TopScores.IndexOf(key)));
            Assert.Equal(expected.Select(i => scores[i]), actual.Select(TopScores.ScoreOf));
        }
    }

    [Fact]
    public void A_box_is_suppressed_by_one_of_its_class_that_overlaps_by_more_than_the_threshold()
    {
        var kept = new KeptBoxes(100);
        var random = new Random(1);
        var boxes = new List<(Box Box, int Class)>();
        int suppressed = 0;
        for (int i = 0; i < 300; i++)
        {
            var box = RandomBox(random);
            int classIndex = random.Next(3);
            bool expected = boxes.Any(other => other.Class == classIndex && Overlap(other.Box, box) > 0.3f);
            Assert.Equal(expected, kept.Suppress(box, classIndex, 0.3f));
            suppressed += expected ? 1 : 0;
            if (boxes.Count < 100)
            {
                kept.Add(box, classIndex);
                boxes.Add((box, classIndex));
            }
        }

        Assert.InRange(suppressed, 50, 250);
        kept.Clear();
        Assert.All(boxes, one => Assert.False(kept.Suppress(one.Box, one.Class, 0f)));
    }

    [Fact]
    public void An_overlap_of_exactly_the_threshold_stays()
    {
        var kept = new KeptBoxes(1);
        kept.Add(new Box(0, 0, 2, 2), 0);
        var half = new Box(0, 0, 2, 1);
        Assert.False(kept.Suppress(half, 0, 0.5f));
        Assert.True(kept.Suppress(half, 0, float.BitDecrement(0.5f)));
        Assert.False(kept.Suppress(half, 1, 0.1f));
    }

    private static Box RandomBox(Random random)
    {
        float left = random.Next(30);
        float top = random.Next(30);
        return new Box(left, top, left + random.Next(20), top + random.Next(20));
    }

    private static float Overlap(Box a, Box b)
    {
        float width = Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left));
        float height = Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));
        return width * height / (a.Area + b.Area - (width * height));
    }
}
