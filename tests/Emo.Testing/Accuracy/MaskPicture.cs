using System.Collections.Immutable;

namespace Emo.Testing;

/// <summary>A picture with the file that says for each of its pixels whether it is of the class (255) or not (0).</summary>
internal sealed record MaskPicture(string Path, string MaskPath)
{
    private const string MaskEnd = ".mask.png";

    /// <summary>All <c>NAME.png</c> of a folder, each of which must have a <c>NAME.mask.png</c>.</summary>
    /// <exception cref="IOException">The folder or a mask is missing.</exception>
    /// <exception cref="InvalidDataException">There is no picture.</exception>
    public static ImmutableArray<MaskPicture> Read(string folder)
    {
        var pictures = ImmutableArray.CreateBuilder<MaskPicture>();
        foreach (string path in Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(MaskEnd, StringComparison.Ordinal))
                continue;
            string mask = System.IO.Path.ChangeExtension(path, null) + MaskEnd;
            if (!File.Exists(mask))
                throw new FileNotFoundException($"{path} has no mask: {mask} is not there.");
            pictures.Add(new MaskPicture(path, mask));
        }

        return pictures.Count > 0 ? pictures.ToImmutable() : throw new InvalidDataException($"{folder} has no pictures (NAME.png).");
    }

    /// <summary>Class 1 where the mask is 255, class 0 where it is 0.</summary>
    /// <exception cref="InvalidDataException">The mask has another size than the picture, or other values.</exception>
    public byte[] Labels(Picture picture)
    {
        var mask = Picture.Open(MaskPath);
        if ((mask.Width, mask.Height) != (picture.Width, picture.Height))
        {
            throw new InvalidDataException(
                $"{MaskPath} has {mask.Width}x{mask.Height} pixels, its picture {picture.Width}x{picture.Height}; they must be the same.");
        }

        byte[] labels = new byte[mask.Width * mask.Height];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = mask.Pixels[3 * i] switch
            {
                0 => 0,
                255 => 1,
                byte other => throw new InvalidDataException($"{MaskPath} has a pixel of {other}; a mask has 0 and 255 only."),
            };
        }

        return labels;
    }
}
