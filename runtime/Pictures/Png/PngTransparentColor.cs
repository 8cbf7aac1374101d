using System.Buffers.Binary;

namespace Emo.Pictures.Png;

/// <summary>The one colour of a grey or true-colour picture that its tRNS chunk makes transparent.</summary>
internal static class PngTransparentColor
{
    /// <summary>Whether a channel's sample is the transparent one: compared in all 16 bits, which the chunk has at any depth.</summary>
    public static bool IsAt(ReadOnlySpan<byte> transparency, int channel, int sample) =>
        !transparency.IsEmpty && BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * channel)..]) == sample;

    /// <summary>Converts samples of 8 or 16 bits, one or three a pixel, one by one.</summary>
    /// <param name="png">The file, which has a transparent colour.</param>
    /// <param name="samples">The pixels.</param>
    /// <param name="rgb">Receives 3 bytes a pixel.</param>
    /// <param name="background">What stands for the transparent colour.</param>
    public static void Convert(PngFile png, ReadOnlySpan<byte> samples, Span<byte> rgb, Rgb background)
    {
        int bytes = png.Header.BitDepth / 8;
        int channels = png.Header.Channels;
        Span<byte> key = stackalloc byte[6]; // as a pixel has it
        int length = channels * bytes;
        bool fits = true;
        for (int channel = 0; channel < channels; channel++)
        {
            var value = png.Transparency.AsSpan(2 * channel, 2);
            fits &= bytes == 2 || value[0] == 0;
            value[(2 - bytes)..].CopyTo(key[(channel * bytes)..]);
        }

        key = key[..length];
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            var pixel = samples.Slice(i * length, length);
            bool isTransparent = fits && pixel.SequenceEqual(key);
            rgb[3 * i] = isTransparent ? background.R : pixel[0];
            rgb[(3 * i) + 1] = isTransparent ? background.G : pixel[length / 3];
            rgb[(3 * i) + 2] = isTransparent ? background.B : pixel[length / 3 * 2];
        }
    }
}
