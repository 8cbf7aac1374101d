using Emo.Pictures.Frames;

namespace Emo.Runtime.Tests.Pictures.Frames;

public class ViewRowsTests
{
    private static readonly Preprocessing s_crop = ModelInfos.ImageNet(14, 10, 16, 16) with
    {
        Mean = [0.4f, 0.5f, 0.6f],
        Std = [0.2f, 0.3f, 0.4f],
    };

    private static readonly Preprocessing s_fit = s_crop with { Framing = Framing.Fit, ResizeWidth = 9, ResizeHeight = 14 };

    public static TheoryData<string> Formats => [.. TestFrame.Packed, .. TestFrame.Yuv];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Selected_columns_of_any_rows_are_those_of_the_picture(string format)
    {
        var frame = new TestFrame(format, 41, 9, padding: 1);
        var whole = frame.ToPicture();
        var memory = new ViewMemory();
        for (int left = 0; left < 41; left += 3)
        {
            for (int width = 1; width <= 41 - left; width += 4)
            {
                var rows = new ViewRows(frame.View(), memory);
                rows.Select(left, 2, width, 6);
                foreach (int y in new[] { 2, 3, 7 })
                    Assert.True(rows.Row(y).SequenceEqual(whole.Pixels.Slice(3 * ((41 * y) + left), 3 * width)), $"{left} {width} {y}");
            }
        }
    }

    [Fact]
    public void Rows_of_RGB_are_the_callers_memory()
    {
        byte[] pixels = new byte[10 * 16];
        var rows = new ViewRows(PictureView.Rgb(pixels, 5, 10, 16).Slice(1, 2, 3, 4), new ViewMemory());
        rows.Select(1, 1, 2, 2);
        Assert.True(rows.Row(1).Overlaps(pixels, out int offset));
        Assert.Equal((16 * 3) + (3 * 2), -offset);
        Assert.Equal(6, rows.Row(1).Length);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_input_of_a_view_is_that_of_its_copy(string format)
    {
        var workspace = new PictureWorkspace();
        foreach (var preprocessing in new[] { s_crop, s_fit, s_fit with { Framing = Framing.Stretch } })
        {
            float[] expected = new float[preprocessing.InputLength];
            float[] actual = new float[preprocessing.InputLength];
            for (int turn = 0; turn < 8; turn++)
            {
                var frame = new TestFrame(format, 37, 23, padding: 3, seed: (uint)turn + 1);
                var view = frame.View().Rotate(90 * turn).Slice(1, 2, 20, 19);
                if (turn >= 4)
                    view = view.Mirror();
                preprocessing.Apply(view.ToPicture(), expected);
                preprocessing.Apply(view, actual, workspace);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_frame_allocates_nothing(string format)
    {
        var workspace = new PictureWorkspace();
        var frame = new TestFrame(format, 37, 23, padding: 3);
        float[] input = new float[s_crop.InputLength];
        foreach (var preprocessing in new[] { s_crop, s_fit, s_fit with { Framing = Framing.Stretch } })
        {
            for (int turn = 0; turn < 4; turn++)
            {
                // The least of three: code that is compiled anew meanwhile, on this thread, may allocate once for its statics.
                Apply();
                Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(Apply)));

                void Apply()
                {
                    var view = frame.View().Rotate(90 * turn).Slice(1, 2, 20, 19).Mirror();
                    if (format is "Rgba" or "Bgra" or "Argb" && turn > 1)
                        view = view.WithAlpha(AlphaMode.Straight, Rgb.White);
                    preprocessing.Apply(view, input, workspace);
                }
            }
        }
    }

    [Fact]
    public void A_workspace_serves_one_picture_at_a_time()
    {
        var workspace = new PictureWorkspace();
        workspace.Enter();
        float[] input = new float[s_crop.InputLength];
        Assert.Throws<InvalidOperationException>(() => s_crop.Apply(new TestFrame("Rgb", 3, 3).View(), input, workspace));
        workspace.Leave();
        s_crop.Apply(new TestFrame("Rgb", 3, 3).View(), input, workspace);
        Assert.Throws<ArgumentException>(() => s_crop.Apply(new TestFrame("Rgb", 3, 3).View(), new float[5], workspace));
        s_crop.Apply(new TestFrame("Rgb", 3, 3).View(), input, workspace);
    }
}
