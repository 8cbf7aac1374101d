namespace Emo.Runtime.Tests.Models;

public sealed class TopTests
{
    private static readonly ModelInfo s_model = new(
        "test", new Preprocessing(32, 32, 36, 36, Interpolation.Bicubic, [0, 0, 0], [1, 1, 1]), 0, 0, 0, 0, ["a", "b", "c"]);

    [Fact]
    public void Probabilities_are_the_softmax_best_first()
    {
        var top = s_model.Top([1f, 3f, 2f], 2);
        Assert.Equal(["b", "c"], top.Select(entry => entry.Label));
        double sum = Math.Exp(-2) + 1 + Math.Exp(-1);
        Assert.Equal(1 / sum, top[0].Probability, 1e-6);
        Assert.Equal(Math.Exp(-1) / sum, top[1].Probability, 1e-6);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var top = s_model.Top([1e30f, -1e30f, 1e30f], 3);
        Assert.Equal([0, 2, 1], top.Select(entry => entry.Index));
        Assert.Equal(0.5f, top[0].Probability);
        Assert.Equal(0f, top[2].Probability);
    }

    [Fact]
    public void Equal_logits_keep_the_order_of_the_classes() =>
        Assert.Equal([0, 1, 2], s_model.Top([5f, 5f, 5f], 3).Select(entry => entry.Index));

    [Fact]
    public void A_nan_makes_all_probabilities_nan()
    {
        var top = s_model.Top([1f, float.NaN, 2f], 3);
        Assert.Equal([0, 1, 2], top.Select(entry => entry.Index));
        Assert.All(top, entry => Assert.True(float.IsNaN(entry.Probability)));
    }

    [Fact]
    public void More_than_all_classes_are_all_classes() => Assert.Equal(3, s_model.Top([1f, 2f, 3f], 99).Length);

    [Fact]
    public void Less_than_one_class_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => s_model.Top([1f, 2f, 3f], 0));

    [Fact]
    public void Without_labels_a_class_is_named_by_its_index() =>
        Assert.Equal("class 1", (s_model with { Labels = [] }).Top([1f, 2f, 0f], 1)[0].Label);
}
