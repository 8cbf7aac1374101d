using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Resampling;

/// <summary>Normalises a resized picture into a network's input, planar, its top left at a place.</summary>
internal readonly ref struct InputSink : IPixelSink
{
    private readonly ReadOnlySpan<float> _values;
    private readonly Span<float> _input;
    private readonly int _width;
    private readonly int _height;
    private readonly int _left;
    private readonly int _top;

    /// <param name="preprocessing">The input's size, and its values.</param>
    /// <param name="input">The input.</param>
    /// <param name="left">Where the picture's left column lies.</param>
    /// <param name="top">Where its top row lies.</param>
    /// <param name="memory">Keeps the values.</param>
    public InputSink(Preprocessing preprocessing, Span<float> input, int left, int top, ResizeMemory memory)
    {
        _values = memory.Values.Of(preprocessing)[..(Preprocessing.Channels * ByteValues.Bytes)];
        (_width, _height) = (preprocessing.InputWidth, preprocessing.InputHeight);
        _input = input[..preprocessing.InputLength];
        (_left, _top) = (left, top);
    }

    /// <summary>Fills what is around the picture, of a size: with zeros, or with the values of black.</summary>
    public void FillAround(int width, int height, bool black)
    {
        int right = _width - _left - width;
        for (int channel = 0; channel < Preprocessing.Channels; channel++)
        {
            var plane = _input.Slice(channel * _height * _width, _height * _width);
            float value = black ? _values[ByteValues.Bytes * channel] : 0;
            plane[..(_top * _width)].Fill(value);
            plane[((_top + height) * _width)..].Fill(value);
            for (int y = _top; y < _top + height && width < _width; y++)
            {
                plane.Slice(y * _width, _left).Fill(value);
                plane.Slice(((y + 1) * _width) - right, right).Fill(value);
            }
        }
    }

    public void Write(int x, int y, ReadOnlySpan<byte> pixels)
    {
        int length = pixels.Length / Preprocessing.Channels;
        for (int channel = 0; channel < Preprocessing.Channels; channel++)
        {
            var output = _input.Slice((((channel * _height) + _top + y) * _width) + _left + x, length);
            ref float table = ref MemoryMarshal.GetReference(_values[(ByteValues.Bytes * channel)..]); // a byte is always inside
            ref byte samples = ref MemoryMarshal.GetReference(pixels[channel..]);
            for (int i = 0; i < output.Length; i++)
                output[i] = Unsafe.Add(ref table, Unsafe.Add(ref samples, Preprocessing.Channels * i));
        }
    }
}
