using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Takes bits from entropy-coded data that is free of stuffed zeros. Behind the data the buffer has <see cref="Padding"/> zeros, so that
/// whoever asks <see cref="IsExhausted"/> once an MCU never reads behind the buffer: an MCU has at most 10 blocks of 64 coefficients
/// of 31 bits. It has four fields, so that the compiler keeps them in registers where nothing takes the reader's address.
/// </summary>
internal ref struct BitReader
{
    /// <summary>Zeros that must follow the data.</summary>
    public const int Padding = 2560;

    /// <summary>The bits that a symbol and its value can have: 16 and 15, and one to spare.</summary>
    public const int MaxSymbolBits = 32;

    /// <summary>The next bits, the first one highest.</summary>
    public ulong Bits;

    /// <summary>How many of them are there; what is below them may be set.</summary>
    public int Count;

    private readonly ref byte _data;
    private int _position;

    /// <param name="buffer">The data and at least <see cref="Padding"/> zeros.</param>
    /// <param name="length">Bytes of data.</param>
    public BitReader(ReadOnlySpan<byte> buffer, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, buffer.Length - Padding);
        _data = ref MemoryMarshal.GetReference(buffer);
    }

    /// <summary>Whether more bits were taken than <paramref name="length"/> bytes have.</summary>
    public readonly bool IsExhausted(int length) => (8L * _position) - Count > 8L * length;

    /// <summary>Sees to it that at least 56 bits are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        // Bits that are there already are the same bits again: the next read begins in the byte that was not taken whole.
        ulong next = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _data, (uint)_position));
        if (BitConverter.IsLittleEndian)
            next = BinaryPrimitives.ReverseEndianness(next);
        Bits |= next >> Count;
        _position += (63 - Count) >> 3;
        Count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure()
    {
        if (Count < MaxSymbolBits)
            Refill();
    }

    /// <summary>Takes as many bits as the lower six bits of <paramref name="bits"/> say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int bits)
    {
        Bits <<= bits;
        Count -= bits & 0x3F;
    }

    /// <summary>Takes bits that are known to be there, 1 to 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int bits)
    {
        int value = (int)(Bits >> (64 - bits));
        Skip(bits);
        return value;
    }
}
