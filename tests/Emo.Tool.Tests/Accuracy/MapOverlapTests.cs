using Emo.Samples.Accuracy;

namespace Emo.Tool.Tests.Accuracy;

/// <summary>The figures are computed by hand.</summary>
public sealed class MapOverlapTests
{
    private readonly MapOverlap _overlap = new(3);

    [Fact]
    public void All_pixels_count_alike_and_so_do_all_pictures()
    {
        _overlap.Add([1, 1, 0, 0], [1, 0, 0, 0], null);                         // class 1: 1 of 2, class 0: 2 of 3
        _overlap.Add([1, 1, 1, 1, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1, 1, 1], null); // class 1: 7 of 8, class 0: 0 of 1
        Assert.Equal(8 / 10.0, _overlap.Of(1));
        Assert.Equal(2 / 4.0, _overlap.Of(0));
        Assert.Equal((0.5 + 0.875) / 2, _overlap.MeanOfPictures(1));
        Assert.Equal(2 / 3.0 / 2, _overlap.MeanOfPictures(0));
        Assert.Equal(10 / 12.0, _overlap.RightPixels);
    }

    [Fact]
    public void A_class_that_is_nowhere_does_not_count()
    {
        Assert.Equal(double.NaN, _overlap.Mean);
        Assert.Equal(double.NaN, _overlap.RightPixels);
        _overlap.Add([1, 0], [1, 1], null); // 1: 1 of 2; 0: 0 of 1
        Assert.Equal(double.NaN, _overlap.Of(2));
        Assert.Equal(double.NaN, _overlap.MeanOfPictures(2));
        Assert.Equal(0.25, _overlap.Mean);
    }

    [Fact]
    public void A_picture_without_the_class_is_left_out_of_its_mean()
    {
        _overlap.Add([1], [1], null);
        _overlap.Add([0], [0], null);
        Assert.Equal(1, _overlap.MeanOfPictures(1));
    }

    [Fact]
    public void Ignored_pixels_count_nowhere()
    {
        _overlap.Add([1, 2, 9, 0], [1, 255, 255, 0], 255);
        Assert.Equal(1, _overlap.RightPixels);
        Assert.Equal(1, _overlap.Of(1));
        Assert.Equal(double.NaN, _overlap.Of(2));
    }

    [Fact]
    public void Another_size_or_an_unknown_class_is_refused_and_nothing_is_counted()
    {
        var error = Assert.Throws<ArgumentException>(() => _overlap.Add([1, 1], [1, 1, 1], null));
        Assert.Equal("The map has 2 pixels, the truth 3; both must have the same size.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _overlap.Add([1, 1], [1, 255], null));
        Assert.Throws<ArgumentOutOfRangeException>(() => _overlap.Add([1, 3], [1, 1], 255));
        Assert.Throws<ArgumentOutOfRangeException>(() => _overlap.Of(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapOverlap(257));
        Assert.Equal(double.NaN, _overlap.RightPixels);
    }
}
