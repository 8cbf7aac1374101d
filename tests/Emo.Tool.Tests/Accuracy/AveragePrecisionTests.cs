using Emo.Samples.Accuracy;

namespace Emo.Tool.Tests.Accuracy;

/// <summary>The figures are computed by hand: true boxes are 10x10, at (100 n, 0).</summary>
public sealed class AveragePrecisionTests
{
    private readonly AveragePrecision _precision = new(2);

    [Fact]
    public void The_area_is_under_the_best_precision_at_this_or_a_higher_recall()
    {
        // Right, wrong, right, right of 4: precisions 1, 1/2, 2/3, 3/4; the curve is 1 up to 1/4, and 3/4 up to 3/4.
        _precision.Add([Found(0, 0.9f), Found(7, 0.8f), Found(1, 0.7f), Found(2, 0.6f)], [True(0), True(1), True(2), True(3)]);
        Assert.Equal((0.25 * 1) + (0.5 * 0.75), _precision.Of(0), 12);
        Assert.Equal((2, 1), _precision.Above(0, 0.6f));
        Assert.Equal(4, _precision.Truths(0));
    }

    [Fact]
    public void Scores_are_ranked_over_all_pictures()
    {
        // By score: wrong, right, right; precisions 0, 1/2, 2/3.
        _precision.Add([Found(0, 0.5f)], [True(0)]);
        _precision.Add([Found(5, 0.9f), Found(0, 0.7f)], [True(0)]);
        Assert.Equal(2 / 3.0, _precision.Of(0), 12);
    }

    [Fact]
    public void A_true_box_is_found_once_by_the_best_score()
    {
        // In a wrong order: the higher score takes the box, so the curve is 1 up to recall 1.
        _precision.Add([Found(0, 0.3f), Found(0, 0.9f)], [True(0)]);
        Assert.Equal(1, _precision.Of(0));
        Assert.Equal((1, 0), _precision.Above(0, 0.5f));
        Assert.Equal((1, 1), _precision.Above(0, 0));
    }

    [Fact]
    public void A_detection_takes_the_box_that_it_overlaps_most_so_that_the_next_finds_the_other()
    {
        TrueBox[] truth = [new(0, 0, 10, 10, 0), new(2, 0, 12, 10, 0)];
        _precision.Add([Box(2, 0, 12, 10, 0.9f), Box(0, 0, 10, 10, 0.8f)], truth);
        Assert.Equal(1, _precision.Of(0));
    }

    [Theory]
    [InlineData(5, true)]      // IoU 50 / 100
    [InlineData(4.99f, false)]
    public void Half_of_the_union_is_enough(float width, bool right)
    {
        _precision.Add([Box(0, 0, width, 10, 0.9f)], [True(0)]);
        Assert.Equal(right ? 1 : 0, _precision.Of(0));
    }

    [Fact]
    public void Equal_scores_stay_in_the_order_in_which_they_came()
    {
        // Wrong before right: 1/2. Right before wrong: 1.
        _precision.Add([Found(7, 0.5f), Found(0, 0.5f)], [True(0)]);
        Assert.Equal(0.5, _precision.Of(0));
        var other = new AveragePrecision(1);
        other.Add([Found(0, 0.5f)], [True(0)]);
        other.Add([Found(7, 0.5f)], []);
        Assert.Equal(1, other.Of(0));
    }

    [Fact]
    public void A_score_that_is_nan_comes_last()
    {
        _precision.Add([Found(7, float.NaN), Found(0, 0)], [True(0)]);
        Assert.Equal(1, _precision.Of(0));
        Assert.Equal((1, 0), _precision.Above(0, -1));
    }

    [Fact]
    public void A_class_without_true_boxes_has_no_precision_and_does_not_count()
    {
        Assert.Equal(double.NaN, _precision.Mean);
        _precision.Add([Found(0, 0.9f), Found(0, 0.8f, 1)], [True(0)]);
        Assert.Equal(1, _precision.Of(0));
        Assert.Equal(double.NaN, _precision.Of(1));
        Assert.Equal(1, _precision.Mean);
    }

    [Fact]
    public void Nothing_found_is_zero_and_counts()
    {
        _precision.Add([Found(0, 0.9f)], [True(0), True(1, 1)]);
        Assert.Equal(0, _precision.Of(1));
        Assert.Equal(0.5, _precision.Mean);
    }

    [Fact]
    public void A_box_of_another_class_is_none()
    {
        _precision.Add([Found(0, 0.9f, 1)], [True(0), True(1, 1)]);
        Assert.Equal(0, _precision.Of(0));
        Assert.Equal(0, _precision.Of(1));
    }

    [Fact]
    public void Boxes_without_area_or_with_nan_overlap_nothing()
    {
        _precision.Add([Box(0, 0, 0, 0, 0.9f), Box(float.NaN, 0, 10, 10, 0.8f)], [new(0, 0, 0, 0, 0), True(0)]);
        Assert.Equal(0, _precision.Of(0));
    }

    [Fact]
    public void An_unknown_class_is_refused_and_nothing_is_counted()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _precision.Add([Found(0, 0.9f)], [True(0), True(0, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _precision.Add([Found(0, 0.9f, -1)], [True(0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _precision.Of(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AveragePrecision(0));
        Assert.Equal(0, _precision.Truths(0));
    }

    private static TrueBox True(int place, int classIndex = 0) => new(100 * place, 0, (100 * place) + 10, 10, classIndex);

    private static Detection Found(int place, float score, int classIndex = 0) =>
        new(100 * place, 0, (100 * place) + 10, 10, classIndex, "", score);

    private static Detection Box(float left, float top, float right, float bottom, float score) =>
        new(left, top, right, bottom, 0, "", score);
}
