using System.Numerics;

namespace Emo.Testing;

/// <summary>Turns a scan's coefficients into symbols and bits, as T.81 says it in F.1.2 and G.1.2.</summary>
internal sealed class ScanEncoder(JpegLayout layout, WrittenScan scan)
{
    private const int ZeroRun = 0xF0;

    private readonly List<JpegToken> _tokens = [];
    private readonly int[] _lastDc = new int[4];

    // Of progressive AC scans: blocks whose band has ended, and their correction bits.
    private readonly List<int> _corrections = [];
    private int _endedBlocks;
    private int _endTable;

    public List<JpegToken> Encode()
    {
        int mcu = 0;
        foreach (var blocks in layout.Mcus(scan))
        {
            if (scan.RestartInterval > 0 && mcu > 0 && mcu % scan.RestartInterval == 0)
                Restart((mcu / scan.RestartInterval) - 1);
            foreach ((int component, short[] block) in blocks)
                EncodeBlock(component, block);
            mcu++;
        }

        EndBands();
        return _tokens;
    }

    private void Restart(int number)
    {
        EndBands();
        _tokens.Add(new JpegToken(JpegToken.Restart, number % 8, 0, 0));
        Array.Clear(_lastDc);
    }

    private void EncodeBlock(int component, short[] block)
    {
        (int dc, int ac) = layout.Component(component).Tables;
        if (!layout.IsProgressive)
        {
            EncodeDc(component, dc, block[0]);
            EncodeAc(4 + ac, block);
        }
        else if (scan.First > 0)
        {
            _endTable = 4 + ac;
            if (scan.High == 0)
                EncodeAcFirst(4 + ac, block);
            else
                EncodeAcRefinement(4 + ac, block);
        }
        else if (scan.High == 0)
        {
            EncodeDc(component, dc, block[0] >> scan.Low);
        }
        else
        {
            _tokens.Add(new JpegToken(JpegToken.Raw, 0, (block[0] >> scan.Low) & 1, 1));
        }
    }

    private void EncodeDc(int component, int table, int value)
    {
        int difference = value - _lastDc[component];
        _lastDc[component] = value;
        Add(table, 0, difference);
    }

    private void EncodeAc(int table, short[] block)
    {
        int run = 0;
        for (int k = 1; k < 64; k++)
        {
            if (block[k] == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
                _tokens.Add(new JpegToken(table, ZeroRun, 0, 0));
            Add(table, run, block[k]);
            run = 0;
        }

        if (run > 0)
            _tokens.Add(new JpegToken(table, 0, 0, 0));
    }

    private void EncodeAcFirst(int table, short[] block)
    {
        int run = 0;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int value = Shifted(block[k]);
            if (value == 0)
            {
                run++;
                continue;
            }

            EndBands();
            for (; run > 15; run -= 16)
                _tokens.Add(new JpegToken(table, ZeroRun, 0, 0));
            Add(table, run, value);
            run = 0;
        }

        if (run > 0)
            EndBlock([]);
    }

    private void EncodeAcRefinement(int table, short[] block)
    {
        int run = 0;
        var corrections = new List<int>();
        int lastNew = scan.Last; // behind it, no coefficient becomes non-zero
        while (lastNew >= scan.First && Math.Abs(Shifted(block[lastNew])) != 1)
            lastNew--;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int value = Shifted(block[k]);
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15 && k <= lastNew; run -= 16)
            {
                EndBands();
                _tokens.Add(new JpegToken(table, ZeroRun, 0, 0));
                AddRaw(corrections);
            }

            if (Math.Abs(value) > 1)
            {
                corrections.Add(Math.Abs(value) & 1);
                continue;
            }

            EndBands();
            _tokens.Add(new JpegToken(table, (run << 4) | 1, value < 0 ? 0 : 1, 1));
            AddRaw(corrections);
            run = 0;
        }

        if (run > 0 || corrections.Count > 0)
            EndBlock(corrections);
    }

    private void EndBlock(List<int> corrections)
    {
        _endedBlocks++;
        _corrections.AddRange(corrections);
        if (_endedBlocks == scan.LongestRun)
            EndBands();
    }

    private void EndBands()
    {
        if (_endedBlocks == 0)
            return;
        int length = BitOperations.Log2((uint)_endedBlocks);
        _tokens.Add(new JpegToken(_endTable, length << 4, _endedBlocks - (1 << length), length));
        AddRaw(_corrections);
        _endedBlocks = 0;
    }

    private void AddRaw(List<int> bits)
    {
        foreach (int bit in bits)
            _tokens.Add(new JpegToken(JpegToken.Raw, 0, bit, 1));
        bits.Clear();
    }

    /// <summary>A run and a value's size as a symbol, and the value's bits.</summary>
    private void Add(int table, int run, int value)
    {
        int size = value == 0 ? 0 : BitOperations.Log2((uint)Math.Abs(value)) + 1;
        _tokens.Add(new JpegToken(table, (run << 4) | size, value < 0 ? value + (1 << size) - 1 : value, size));
    }

    /// <summary>Towards zero, unlike a shift.</summary>
    private int Shifted(short value) => value / (1 << scan.Low);
}
