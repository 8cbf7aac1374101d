using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>JPEG leaves decoders some freedom; ours takes it as Pillow does, so that the pixels are the same.</summary>
public class JpegTests
{
    private static readonly GoldenFile s_goldens = new("pictures/jpeg/pixels.safetensors");

    public static TheoryData<string> Files() => [.. s_goldens.Names.Where(n => n.EndsWith(".jpg", StringComparison.Ordinal))];

    public static TheoryData<string> Photographs() => [.. s_goldens.Names.Where(n => n.EndsWith(".crop64", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_sampling_colour_space_and_process_decodes_to_the_pixels_of_Pillow(string file) =>
        s_goldens.AssertEqual(file, PictureFiles.Open(Path.Combine("jpeg", file)));

    [Theory]
    [MemberData(nameof(Photographs))]
    public void Photographs_become_the_crops_of_the_published_pipeline(string name)
    {
        var picture = PictureFiles.Open(name.Replace(".crop64", "", StringComparison.Ordinal));
        var preprocessing = ModelInfos.Preprocessing(64, 64) with { Interpolation = Interpolation.Bicubic };
        s_goldens.AssertEqual(name, preprocessing.ResizeAndCrop(picture));
    }

    [Theory]
    [InlineData("chelsea-q90.jpg", "chelsea.png", 3)]
    [InlineData("chelsea-progressive.jpg", "chelsea.png", 4)]
    [InlineData("chelsea-exif6.jpg", "chelsea.png", 3)]
    [InlineData("chelsea-cmyk.jpg", "chelsea.png", 4)]
    [InlineData("chelsea-grey.jpg", "chelsea-grey.png", 3)]
    public void Photographs_look_like_the_original(string jpeg, string png, double tolerance) =>
        Assert.InRange(PictureFiles.MeanDifference(PictureFiles.Open(jpeg), PictureFiles.Open(png)), 0.1, tolerance);
}
