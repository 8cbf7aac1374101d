using Emo.Samples.Regions;

namespace Emo.Tool.Tests.Regions;

/// <summary>Label maps that are drawn here, a digit a pixel, and their regions.</summary>
public sealed class ConnectedRegionsTests
{
    [Fact]
    public void Pixels_that_touch_at_a_side_or_a_corner_are_one_region()
    {
        var regions = Of(0, 1, "10010", "01010", "00000", "11000");
        Assert.Equal(
            [
                new Region(1, 2, 1, 1, 0, 0, 2, 2), // By the corner.
                new Region(1, 2, 3.5, 1, 3, 0, 4, 2),
                new Region(1, 2, 1, 3.5, 0, 3, 2, 4),
            ],
            regions);
    }

    [Fact]
    public void The_largest_come_first_and_small_ones_are_left_out()
    {
        string[] map = ["1000000", "0011100", "0011100", "0000001", "0000011"];
        Assert.Equal([6, 3, 1], Of(0, 1, map).Select(region => region.Area));
        Assert.Equal(new Region(1, 6, 3.5, 2, 2, 1, 5, 3), Of(0, 1, map)[0]);
        Assert.Equal([6, 3], Of(0, 2, map).Select(region => region.Area));
        Assert.Equal([6, 3], Of(0, 3, map).Select(region => region.Area));
        Assert.Empty(Of(0, 7, map));
    }

    [Fact]
    public void Classes_that_touch_are_regions_of_their_own_and_only_the_background_is_none()
    {
        string[] map = ["1122", "1122", "0000"];
        Assert.Equal([(1, 4), (2, 4)], Of(0, 1, map).Select(region => (region.ClassIndex, region.Area)));
        Assert.Equal([(1, 4), (2, 4), (0, 4)], Of(null, 1, map).Select(region => (region.ClassIndex, region.Area)));
        Assert.Equal([(1, 4), (0, 4)], Of(2, 1, map).Select(region => (region.ClassIndex, region.Area)));
    }

    /// <summary>A row that ends in the class does not touch the row below that begins with it.</summary>
    [Fact]
    public void Regions_do_not_go_around_the_edge_of_the_picture() =>
        Assert.Equal([1, 1], Of(0, 1, "0001", "1000").Select(region => region.Area));

    /// <summary>A spiral, whose arms touch nothing but the next of their own pixels: no region is taken for two.</summary>
    [Fact]
    public void A_region_may_wind()
    {
        var region = Assert.Single(Of(0, 1, "1111111", "0000001", "1111101", "1000101", "1011101", "1000001", "1111111"));
        Assert.Equal((31, 0, 0, 7, 7), (region.Area, region.Left, region.Top, region.Right, region.Bottom));
        Assert.Equal(2, Of(0, 1, "1111111", "0000001", "1110101", "1000101", "1011101", "1000001", "1101111").Count);
    }

    [Fact]
    public void Large_maps_of_one_class_and_labels_of_half_a_row()
    {
        Assert.Equal(new Region(7, 1_000_000, 500, 500, 0, 0, 1000, 1000), Assert.Single(Of(Enumerable.Repeat((byte)7, 1_000_000), 1000)));
        Assert.Empty(Of([], 3));
        Assert.Throws<ArgumentException>(() => Of(new byte[4], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([], 0));
    }

    private static IReadOnlyList<Region> Of(IEnumerable<byte> labels, int width) => ConnectedRegions.Of([.. labels], width, 0, 1);

    private static IReadOnlyList<Region> Of(int? background, int smallest, params string[] rows) => ConnectedRegions.Of(
        [.. rows.SelectMany(row => row).Select(digit => (byte)(digit - '0'))], rows[0].Length, background, smallest);
}
