namespace Emo.Train.Checks;

/// <summary>A network's input as a picture again.</summary>
internal static class InputPicture
{
    /// <param name="preprocessing">What made the input.</param>
    /// <param name="input">3 x height x width values.</param>
    /// <returns>A picture of the input's size; where the input is zero beside a picture, it has the mean.</returns>
    public static Picture Of(Preprocessing preprocessing, ReadOnlySpan<float> input)
    {
        int plane = preprocessing.InputHeight * preprocessing.InputWidth;
        byte[] pixels = new byte[3 * plane];
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = i % 3;
            float value = (input[(channel * plane) + (i / 3)] * preprocessing.Std[channel]) + preprocessing.Mean[channel];
            pixels[i] = (byte)Math.Clamp((255 * value) + 0.5f, 0, 255);
        }

        return new Picture(preprocessing.InputWidth, preprocessing.InputHeight, pixels);
    }
}
