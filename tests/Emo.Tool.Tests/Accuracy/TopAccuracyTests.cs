using Emo.Samples.Accuracy;

namespace Emo.Tool.Tests.Accuracy;

public sealed class TopAccuracyTests
{
    [Fact]
    public void The_share_is_that_of_right_classes()
    {
        var accuracy = new TopAccuracy();
        Assert.Equal(double.NaN, accuracy.Share);
        accuracy.Add(3, 3);
        accuracy.Add(3, 2);
        accuracy.Add(0, 1);
        accuracy.Add(9, 9);
        Assert.Equal(0.5, accuracy.Share);
        Assert.Equal((2, 4), (accuracy.Right, accuracy.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => accuracy.Add(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => accuracy.Add(0, -1));
        Assert.Equal(4, accuracy.Count);
    }
}
