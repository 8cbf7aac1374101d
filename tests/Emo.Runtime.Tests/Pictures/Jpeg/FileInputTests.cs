using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>From a file to an input in one call: the same bits as by way of a picture, and no allocation.</summary>
[Trait("Emulated", "Slow")]
public class FileInputTests
{
    private static readonly string[] s_photographs = ["chelsea-q90.jpg", "chelsea-progressive.jpg", "chelsea-grey.jpg", "chelsea-cmyk.jpg"];

    private static readonly Preprocessing s_crop = ModelInfos.ImageNet(64, 80, 72, 90);

    public static TheoryData<string, Framing, int> Cases()
    {
        var cases = new TheoryData<string, Framing, int>();
        foreach (string photograph in s_photographs)
        {
            foreach (var framing in Enum.GetValues<Framing>())
            {
                for (int orientation = 1; orientation <= 8; orientation++)
                    cases.Add(photograph, framing, orientation);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_gives_the_input_that_its_picture_gives(string photograph, Framing framing, int orientation)
    {
        byte[] file = WrittenJpeg.WithExif(PictureFiles.Read(photograph), orientation);
        var preprocessing = s_crop with { Framing = framing };
        AssertSame(file, preprocessing, new PictureWorkspace(), photograph);
    }

    [Fact]
    public void Odd_files_give_the_input_that_their_pictures_give()
    {
        var workspace = new PictureWorkspace();
        foreach (int seed in Settings.Cases(200))
        {
            var random = new Random(seed);
            byte[] file = RandomJpeg.Create(seed).Write();
            var preprocessing = ModelInfos.Preprocessing(
                random.Next(1, 60), random.Next(1, 60), random.Next(1, 60), random.Next(1, 60)) with
            {
                Interpolation = (Interpolation)random.Next(Enum.GetValues<Interpolation>().Length),
                Framing = (Framing)random.Next(Enum.GetValues<Framing>().Length),
            };
            if (preprocessing.Framing == Framing.Fit)
            {
                preprocessing = preprocessing with
                {
                    ResizeHeight = Math.Min(preprocessing.ResizeHeight, preprocessing.InputHeight),
                    ResizeWidth = Math.Min(preprocessing.ResizeWidth, preprocessing.InputWidth),
                };
            }

            AssertSame(file, preprocessing, workspace, $"case {seed}, {preprocessing}");
        }
    }

    [Theory]
    [InlineData("chelsea-q90.jpg", Framing.Crop)]
    [InlineData("chelsea-q90.jpg", Framing.Stretch)]
    [InlineData("chelsea-q90.jpg", Framing.Fit)]
    [InlineData("chelsea-progressive.jpg", Framing.Crop)]
    [InlineData("chelsea-progressive.jpg", Framing.Stretch)]
    [InlineData("chelsea-exif6.jpg", Framing.Crop)]
    [InlineData("chelsea-exif6.jpg", Framing.Fit)]
    public void Frames_allocate_nothing_once_the_workspace_has_grown(string photograph, Framing framing)
    {
        byte[] file = PictureFiles.Read(photograph);
        var preprocessing = s_crop with { Framing = framing };
        var workspace = new PictureWorkspace();
        float[] input = new float[preprocessing.InputLength];
        for (int i = 0; i < 3; i++)
            preprocessing.Apply(file, input, workspace: workspace);
        Assert.Equal(0, Allocations.Of(() => preprocessing.Apply(file, input, workspace: workspace)));
    }

    private static void AssertSame(byte[] file, Preprocessing preprocessing, PictureWorkspace workspace, string what)
    {
        var picture = Picture.Decode(file);
        float[] expected = new float[preprocessing.InputLength], actual = new float[preprocessing.InputLength];
        preprocessing.Apply(picture, expected);
        Array.Fill(actual, float.NaN);
        var info = preprocessing.Apply(file, actual, workspace: workspace);
        Assert.Equal((PictureFormat.Jpeg, picture.Width, picture.Height), (info.Format, info.Width, info.Height));
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{what}: other values");
    }
}
