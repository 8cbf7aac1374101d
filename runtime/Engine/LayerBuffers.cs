namespace Emo.CompilerServices;

/// <summary>
/// Memory for the layer that is being packed, kept for the next one. As garbage, large arrays would pile up to three times the checkpoint
/// before they are collected.
/// </summary>
internal sealed class LayerBuffers
{
    private readonly List<double[]> _free = [];
    private float[] _values = [];

    /// <summary>A layer's parameters as they are in the checkpoint. The next call hands out the same memory.</summary>
    public Span<float> Values(int length)
    {
        if (_values.Length < length)
            _values = new float[length];
        return _values.AsSpan(0, length);
    }

    /// <summary>Zeros, at least <paramref name="length"/> of them, until they are returned.</summary>
    public double[] Rent(int length)
    {
        int found = _free.FindIndex(buffer => buffer.Length >= length);
        if (found < 0)
        {
            _free.Clear(); // too small for this layer, and for most that follow
            return new double[length];
        }

        double[] buffer = _free[found];
        _free.RemoveAt(found);
        buffer.AsSpan(0, length).Clear();
        return buffer;
    }

    public void Return(double[] buffer) => _free.Add(buffer);
}
