using System.Runtime.InteropServices;
using Emo.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// The coefficients of a component's blocks, not yet multiplied by the quantisation table, and for each block which of them are not
/// zero, as a <see cref="CoefficientMask"/>.
/// </summary>
internal sealed class JpegCoefficients
{
    private short[] _values = [];
    private ulong[] _nonzero = [];

    /// <summary>Makes room for so many blocks, and sets all of it to zero.</summary>
    public void Clear(int blocks)
    {
        if (_nonzero.Length < blocks)
        {
            short[] values = new short[(long)ZigZag.BlockLength * blocks];
            FreshMemory.Populate(MemoryMarshal.AsBytes(values.AsSpan()));
            (_values, _nonzero) = (values, new ulong[blocks]);
            return;
        }

        _nonzero.AsSpan(0, blocks).Clear();
        _values.AsSpan(0, ZigZag.BlockLength * blocks).Clear();
    }

    /// <summary>The coefficients of blocks, row by row.</summary>
    public Span<short> Blocks(int first, int count) => _values.AsSpan(ZigZag.BlockLength * first, ZigZag.BlockLength * count);

    /// <summary>The coefficients of a block, row by row.</summary>
    public Span<short> Block(int index) => Blocks(index, 1);

    /// <summary>The masks of blocks.</summary>
    public Span<ulong> Nonzero(int first, int count) => _nonzero.AsSpan(first, count);
}
