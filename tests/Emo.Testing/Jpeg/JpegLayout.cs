namespace Emo.Testing;

/// <summary>Which blocks the MCUs of a scan have, in order.</summary>
internal sealed class JpegLayout
{
    private readonly WrittenJpeg _file;
    private readonly int _maxX, _maxY;
    private readonly Dictionary<(int Component, int X, int Y), short[]> _blocks = [];

    public JpegLayout(WrittenJpeg file)
    {
        _file = file;
        _maxX = file.Components.Max(c => c.X);
        _maxY = file.Components.Max(c => c.Y);
    }

    public bool IsProgressive => _file.Process == WrittenJpeg.Progressive;

    public WrittenComponent Component(int index) => _file.Components[index];

    /// <summary>The MCUs: each is a list of blocks with the index of their component.</summary>
    public IEnumerable<(int Component, short[] Block)[]> Mcus(WrittenScan scan)
    {
        bool alone = scan.Components.Length == 1;
        var only = _file.Components[scan.Components[0]];
        int columns = alone ? BlocksOf(_file.Width, only.X, _maxX) : BlocksOf(_file.Width, 1, _maxX);
        int rows = alone ? BlocksOf(_file.Height, only.Y, _maxY) : BlocksOf(_file.Height, 1, _maxY);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
                yield return alone ? [(scan.Components[0], Block(scan.Components[0], x, y))] : [.. Interleaved(scan, x, y)];
        }
    }

    private IEnumerable<(int, short[])> Interleaved(WrittenScan scan, int mcuX, int mcuY)
    {
        foreach (int index in scan.Components)
        {
            var component = _file.Components[index];
            for (int y = 0; y < component.Y; y++)
            {
                for (int x = 0; x < component.X; x++)
                    yield return (index, Block(index, (mcuX * component.X) + x, (mcuY * component.Y) + y));
            }
        }
    }

    private short[] Block(int component, int x, int y)
    {
        if (!_blocks.TryGetValue((component, x, y), out short[]? block))
            _blocks.Add((component, x, y), block = _file.Components[component].Block(x, y));
        return block;
    }

    private static int BlocksOf(int side, int factor, int largest) => DivideUp(DivideUp(side * factor, largest), 8);

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
