using Emo.Samples.Accuracy;
using Emo.Train.Objectives;

namespace Emo.Train.Tests;

public sealed class MaxIouAssignerTests
{
    private static readonly float[] s_anchors =
    [
        0, 0, 10, 10,
        10, 0, 20, 10,
        0, 0, 20, 20,
        100, 100, 110, 110,
        10, 0, 20, 10,
    ];

    [Fact]
    public void An_anchor_takes_the_object_that_it_overlaps_most() =>
        Assert.Equal([1, -1, 0, -1, -1], Assign(MaxIouAssigner.Ssd, new(0, 0, 20, 18, 0), new(0, 0, 10, 9, 0)));

    [Fact]
    public void An_object_takes_its_best_anchor_however_little_that_is() =>
        Assert.Equal([-1, 0, -1, -1, -1], Assign(MaxIouAssigner.Ssd, new TrueBox(15, 0, 17, 2, 0)));

    [Fact]
    public void With_all_best_it_takes_every_one_of_them() =>
        Assert.Equal([-1, 0, -1, -1, 0], Assign(MaxIouAssigner.Retina, new TrueBox(15, 0, 17, 2, 0)));

    [Fact]
    public void Of_two_objects_the_later_one_takes_the_best_anchor_of_both() =>
        Assert.Equal(1, Assign(MaxIouAssigner.Ssd, new(100, 100, 110, 110, 0), new(101, 101, 104, 104, 1))[3]);

    [Fact]
    public void Between_the_thresholds_an_anchor_is_ignored() =>
        Assert.Equal([0, -1, -2, -1, -1], Assign(MaxIouAssigner.Retina, new TrueBox(0, 0, 10, 18, 0)));

    [Fact]
    public void An_object_that_no_anchor_touches_takes_none()
    {
        Assert.Equal([-1, -1, -1, -1, -1], Assign(MaxIouAssigner.Ssd, new TrueBox(50, 50, 60, 60, 0)));
        Assert.Equal([-1, -1, -1, -1, -1], Assign(MaxIouAssigner.Retina, new TrueBox(50, 50, 60, 60, 0)));
    }

    [Fact]
    public void Without_objects_all_is_background() => Assert.Equal([-1, -1, -1, -1, -1], Assign(MaxIouAssigner.Ssd));

    private static int[] Assign(MaxIouAssigner assigner, params TrueBox[] truths)
    {
        int[] assigned = new int[s_anchors.Length / 4];
        assigner.Assign(s_anchors, truths, assigned);
        return assigned;
    }
}
