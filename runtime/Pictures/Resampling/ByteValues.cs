using System.Globalization;

namespace Emo.Pictures.Resampling;

/// <summary>
/// What a network's input has for each byte of a channel: looking a value up takes as long as two loads, computing it two divisions.
/// </summary>
internal sealed class ByteValues
{
    /// <summary>Values of a byte.</summary>
    public const int Bytes = 256;

    private readonly float[] _values = new float[Preprocessing.Channels * Bytes];
    private Preprocessing? _preprocessing;

    /// <summary>The values of a preprocessing: 256 of red, of green, of blue.</summary>
    public ReadOnlySpan<float> Of(Preprocessing preprocessing)
    {
        if (ReferenceEquals(preprocessing, _preprocessing))
            return _values;

        for (int channel = 0; channel < Preprocessing.Channels; channel++)
        {
            var values = _values.AsSpan(Bytes * channel, Bytes);
            if (preprocessing.Framing == Framing.Crop)
                Torchvision(preprocessing.Mean[channel], preprocessing.Std[channel], values);
            else if (preprocessing.Normalization == Normalization.Divide)
                DataPreprocessor(preprocessing.Mean[channel], preprocessing.Std[channel], values);
            else
                Mmcv(preprocessing.Mean[channel], preprocessing.Std[channel], values);
        }

        _preprocessing = preprocessing;
        return _values;
    }

    private static void Torchvision(float mean, float std, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = ((i / 255f) - mean) / std;
    }

    /// <summary>mmcv's <c>imnormalize</c>: the difference in single, the product with 1 / std in double precision.</summary>
    private static void Mmcv(float mean, float std, Span<float> values)
    {
        float scaledMean = (float)(Decimal(mean) * 255);
        double inverse = 1 / (double)(float)(Decimal(std) * 255);
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((double)(i - scaledMean) * inverse);
    }

    /// <summary>
    /// mmengine's <c>ImgDataPreprocessor</c> (model/base_model/data_preprocessor.py), on which those of mmdetection 3 and mmsegmentation 1
    /// build: all in single precision.
    /// </summary>
    private static void DataPreprocessor(float mean, float std, Span<float> values)
    {
        float scaledMean = (float)(Decimal(mean) * 255);
        float scaledStd = (float)(Decimal(std) * 255);
        for (int i = 0; i < values.Length; i++)
            values[i] = (i - scaledMean) / scaledStd;
    }

    /// <summary>
    /// The number that was written, not the float nearest to it: 0.224 * 255 is the 57.12 of mmdetection's configurations.
    /// </summary>
    private static double Decimal(float value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture);
    }
}
