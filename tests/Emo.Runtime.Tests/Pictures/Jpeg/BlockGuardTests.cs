using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Emo.Pictures.Jpeg;
using Emo.Runtime.Tests.Support.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>Inverse DCTs of blocks at the end of memory, and of blocks at the end of planes.</summary>
public class BlockGuardTests
{
    private const int Side = JpegFrame.BlockSide;

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(256)]
    public void Nothing_behind_a_block_is_read_or_written(int stride)
    {
        // The guard kills the process.
        using var first = new Memory(1, stride);
        using var second = new Memory(2, stride + 5);
        InverseDct<WordLanes128, Vector128<short>, Vector128<int>>.Transform(
            ref first.Block[0], ref first.Factors[0], ref first.Samples[0], stride,
            ref first.Block[0], ref first.Factors[0], ref first.Samples[0], stride);
        first.AssertOnlyTheBlockIsWritten();
        if (!Avx2.IsSupported)
            return;
        byte[] expected = first.Samples.ToArray();
        first.Samples.Fill(Memory.Untouched);
        InverseDct<WordLanes256, Vector256<short>, Vector256<int>>.Transform(
            ref first.Block[0], ref first.Factors[0], ref first.Samples[0], stride,
            ref second.Block[0], ref second.Factors[0], ref second.Samples[0], stride + 5);
        Assert.Equal(expected, first.Samples);
        second.AssertOnlyTheBlockIsWritten();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Nothing_behind_a_reduced_block_is_read_or_written(int side)
    {
        using var memory = new Memory(3, 21, side);
        ReducedInverseDct.Transform(memory.Block, memory.Factors, memory.Samples, 21, side);
        memory.AssertOnlyTheBlockIsWritten();
    }

    public static TheoryData<int, int, int> Planes()
    {
        var planes = new TheoryData<int, int, int>();
        foreach (int blockSide in (int[])[8, 4, 2, 1])
        {
            foreach (int sampling in (int[])[0x11, 0x21, 0x22, 0x44])
            {
                foreach (int component in (int[])[0, 1])
                    planes.Add(blockSide, sampling, component);
            }
        }

        return planes;
    }

    /// <summary>The planes' memory is larger than they need, from a picture before: what lies behind them is seen to stay.</summary>
    [Theory]
    [MemberData(nameof(Planes))]
    public void The_last_blocks_of_a_plane_write_only_their_samples(int blockSide, int sampling, int component)
    {
        var frame = new JpegFrame();
        frame.Lay(800, 300, 0x44);
        frame.Components[component].Plane.Layout(frame, frame.Components[component], 8);
        frame.Lay(75, 200, sampling);
        var one = frame.Components[component];
        var plane = one.Plane;
        plane.Layout(frame, one, blockSide);
        one.Quantization.AsSpan().Fill(3);
        int side = plane.BlockSide;
        int lastRow = (3 * plane.McuHeight) - side, right = (one.PaddedColumns - 1) * side;
        int[] targets = [plane.RowStart(lastRow), plane.RowStart(lastRow) + right, plane.RowStart(0) + right];
        foreach (bool isFlat in (bool[])[true, false])
        {
            plane.Samples.Fill(Memory.Untouched);
            var transform = default(BlockTransform);
            short[][] blocks = [.. targets.Select(_ => new short[64])];
            for (int i = 0; i < targets.Length; i++)
            {
                blocks[i][0] = -300; // dark, unlike what was there
                blocks[i][1] = (short)(isFlat ? 0 : 1);
                transform.Add(one, blocks[i], isFlat, targets[i]);
            }

            transform.Flush();
            for (int i = 0; i < plane.Samples.Length; i++)
            {
                bool isTarget = targets.Any(t => i >= t && (i - t) / plane.Stride < side && (i - t) % plane.Stride < side);
                if (isTarget != (plane.Samples[i] != Memory.Untouched))
                    Assert.Fail($"byte {i}, row {i / plane.Stride}, flat {isFlat}: {plane.Samples[i]}");
            }
        }
    }

    /// <summary>A block, its factors and its samples, each with the guard behind it.</summary>
    private sealed class Memory : IDisposable
    {
        public const byte Untouched = 0xA5;

        private readonly GuardedMemory _block = new(2 * Side * Side, atEnd: true);
        private readonly GuardedMemory _factors = new(2 * Side * Side, atEnd: true);
        private readonly GuardedMemory _samples;
        private readonly int _stride;
        private readonly int _side;

        public Memory(int seed, int stride, int side = Side)
        {
            (_stride, _side) = (stride, side);
            _samples = new GuardedMemory(((side - 1) * stride) + side, atEnd: true);
            Samples.Fill(Untouched);
            Factors.Fill(1);
            var random = new Random(seed);
            foreach (ref short coefficient in Block)
                coefficient = (short)random.Next(-20, 20);
            Block[0] = -700;
        }

        public Span<short> Block => MemoryMarshal.Cast<byte, short>(_block.Bytes);

        public Span<short> Factors => MemoryMarshal.Cast<byte, short>(_factors.Bytes);

        public Span<byte> Samples => _samples.Bytes;

        public void AssertOnlyTheBlockIsWritten()
        {
            for (int i = 0; i < Samples.Length; i++)
                Assert.Equal(i % _stride < _side, Samples[i] != Untouched);
        }

        public void Dispose()
        {
            _block.Dispose();
            _factors.Dispose();
            _samples.Dispose();
        }
    }
}
