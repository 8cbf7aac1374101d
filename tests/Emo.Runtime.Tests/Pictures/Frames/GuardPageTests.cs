namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>Frames that end at the end of a mapping, and slices of them: a read behind a plane would end the process.</summary>
public class GuardPageTests
{
    public static TheoryData<string> Formats => [.. TestFrame.Packed, .. TestFrame.Yuv];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_is_read_behind_a_plane(string format)
    {
        for (int width = 1; width <= 40; width++)
        {
            var frame = new TestFrame(format, width, height: 3, padding: 2, seed: (uint)width);
            using var first = GuardedMemory.CopyOf(frame.Planes[0]);
            using var second = GuardedMemory.CopyOf(frame.Planes.ElementAtOrDefault(1));
            using var third = GuardedMemory.CopyOf(frame.Planes.ElementAtOrDefault(2));
            var view = frame.View(first.Bytes, second.Bytes, third.Bytes);
            var whole = frame.ToPicture();
            PictureViewTests.AssertEqual(whole, view, $"{format} {width}");
            if (TestFrame.WithAlpha.Contains(format))
                view.WithAlpha(AlphaMode.Straight, Rgb.White).ToPicture();
            for (int left = 1; left < width; left++)
            {
                var slice = view.Slice(left, 1, width - left, 2);
                PictureViewTests.AssertEqual(whole.Crop(left, 1, width - left, 2), slice, $"{format} {width} from {left}");
            }
        }
    }
}
