namespace Emo.Runtime.Tests.Support;

/// <summary>Pictures among the goldens: [height, width, 3] bytes.</summary>
internal static class GoldenPictures
{
    public static void AssertEqual(this GoldenFile golden, string name, Picture picture)
    {
        Assert.Equal(golden.Shape(name), new[] { picture.Height, picture.Width, 3 });
        Assert.True(picture.Pixels.SequenceEqual(golden.Bytes(name)), $"{name} differs");
    }
}
