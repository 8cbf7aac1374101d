using Emo.Pictures.Jpeg;
using Emo.Runtime.Tests.Support.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>
/// Rows of chroma at the picture's resolution, a sample at a time, for every row of the ring, its last one included. The planes' memory
/// is larger than they need, from a picture before: what lies behind them is seen to stay, and what lies around rows to have no part.
/// </summary>
public class UpsamplingTests
{
    private const byte Untouched = 0xA5;

    public static TheoryData<int, byte> Samplings()
    {
        var samplings = new TheoryData<int, byte>();
        foreach (int sampling in (int[])[0x11, 0x21, 0x12, 0x22, 0x41, 0x42, 0x14])
        {
            samplings.Add(sampling, 0);
            samplings.Add(sampling, 255);
        }

        return samplings;
    }

    [Theory]
    [MemberData(nameof(Samplings))]
    public void Rows_are_interpolated_as_libjpeg_does_it_and_nothing_behind_a_plane_is_written(int sampling, byte around)
    {
        foreach (int width in (int[])[1, 2, 3, 4, 5, 6, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 200])
        {
            foreach (bool interpolates in (bool[])[true, false])
                Check(sampling, around, width, interpolates);
        }
    }

    private static void Check(int sampling, byte around, int width, bool interpolates)
    {
        var frame = new JpegFrame();
        frame.Lay(1000, 40, 0x44);
        frame.Components[1].Plane.Layout(frame, frame.Components[1], 8);
        frame.Lay(width, 5 * 8 * (sampling & 15), sampling);
        var component = frame.Components[1];
        var plane = component.Plane;
        plane.Layout(frame, component, 8);
        plane.Samples.Fill(around);
        int upsampled = (plane.StepX * component.PaddedColumns * 8) + (3 * JpegPlane.Margin);
        Assert.True(plane.StepX * plane.StepY == 1 || plane.Upsampled.Length > upsampled);
        for (int mcuRow = 0; mcuRow < frame.McuRows; mcuRow++)
        {
            for (int row = mcuRow * plane.McuHeight; row < (mcuRow + 1) * plane.McuHeight; row++)
            {
                for (int x = 0; x < plane.Width; x++)
                    plane.Samples[plane.RowStart(row) + x] = Sample(x, row);
            }

            plane.RepeatEdges(mcuRow);
            byte[] samples = plane.Samples.ToArray();

            // Rows of which the one below is there, and the one above not yet overwritten.
            int first = Math.Max(0, ((mcuRow - 1) * plane.McuHeight * plane.StepY) - 1);
            int end = ((mcuRow + 1) * plane.McuHeight * plane.StepY) - (mcuRow + 1 < frame.McuRows ? 1 : 0);
            for (int y = first; y < end; y++)
            {
                foreach ((int left, int right) in ((int, int)[])[(0, width), (width / 3, width), (width / 2, (width / 2) + 1)])
                {
                    if (plane.Upsampled.Length > 0)
                    {
                        plane.Upsampled.Fill(Untouched);
                        plane.Blended.Fill(Untouched);
                    }

                    var actual = JpegUpsampling.Row(plane, y, left, right, interpolates);
                    string what = $"{sampling:X2}, width {width}, row {y}, columns {left} to {right}, {interpolates}";
                    for (int x = left; x < right; x++)
                        Assert.True(Expected(plane, x, y, interpolates) == actual[x - left], $"{what}: column {x}");
                    if (plane.StepX * plane.StepY == 1)
                        continue;
                    Assert.True(plane.Upsampled[upsampled..].IndexOfAnyExcept(Untouched) < 0, what);
                    Assert.True(plane.Blended[plane.Stride..].IndexOfAnyExcept(Untouched) < 0, what);
                }
            }

            Assert.True(plane.Samples.SequenceEqual(samples));
        }
    }

    private static byte Expected(JpegPlane plane, int x, int y, bool interpolates)
    {
        bool isWide = plane.Width > 2;
        int nearRow = y / 2, farRow = Math.Clamp(nearRow + (y % 2 == 0 ? -1 : 1), 0, plane.Height - 1);
        int near = x / 2, far = Math.Clamp(near + (x % 2 == 0 ? -1 : 1), 0, plane.Width - 1);
        int Blend(int column) => (3 * Sample(column, nearRow)) + Sample(column, farRow);
        return (plane.StepX, plane.StepY) switch
        {
            (2, 1) when interpolates && isWide => (byte)(((3 * Sample(near, y)) + Sample(far, y) + 1 + (x % 2)) >> 2),
            (1, 2) when interpolates => (byte)((Blend(x) + 1 + (y % 2)) >> 2),
            (2, 2) when interpolates && isWide => (byte)(((3 * Blend(near)) + Blend(far) + 8 - (x % 2)) >> 4),
            _ => Sample(x / plane.StepX, y / plane.StepY),
        };
    }

    private static byte Sample(int x, int row) => (byte)(((x * 40503) + (row * 30011) + (x * row * 97)) >> 3);
}
