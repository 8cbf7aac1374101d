namespace Emo.Pictures.Jpeg;

/// <summary>The frame header (ITU-T T.81, B.2.2): size, process, components.</summary>
internal sealed class JpegFrame
{
    public const int BlockSide = 8;
    public const int MaxComponents = 4;
    private const int MaxSampling = 4;

    private readonly JpegComponent[] _components = [new(), new(), new(), new()];
    private int _count;

    /// <summary>Width in pixels as stored; 0 until the frame header is met.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels as stored.</summary>
    public int Height { get; private set; }

    public bool IsProgressive { get; private set; }

    public int MaxSamplingX { get; private set; }

    public int MaxSamplingY { get; private set; }

    public int McuColumns { get; private set; }

    public int McuRows { get; private set; }

    public ReadOnlySpan<JpegComponent> Components => _components.AsSpan(0, _count);

    /// <summary>The 8 x 8 blocks of all components that have pixels of the picture.</summary>
    public long Blocks
    {
        get
        {
            long blocks = 0;
            foreach (var component in Components)
                blocks += (long)component.BlockColumns * component.BlockRows;
            return blocks;
        }
    }

    /// <summary>Another file begins.</summary>
    public void Clear() => Width = Height = _count = 0;

    /// <param name="marker">The marker, which names the process.</param>
    /// <param name="segment">The header without its length.</param>
    /// <param name="options">How large the picture may be.</param>
    /// <param name="fileBytes">The length of the file, which bounds what it can hold.</param>
    public void Read(int marker, ReadOnlySpan<byte> segment, PictureOptions options, int fileBytes)
    {
        if (marker > JpegMarker.StartOfFrameProgressive)
        {
            throw new PictureException(
                $"This is a JPEG file with {JpegMarker.ProcessOf(marker)} coding; supported are baseline, extended sequential and " +
                "progressive Huffman coding. Convert it to one of them, or to PNG.");
        }

        if (Width != 0)
            throw JpegErrors.Damaged("it has two frame headers");
        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
            throw JpegErrors.Damaged($"its frame header has {segment.Length} bytes");
        if (segment[0] != 8)
            throw new PictureException($"This is a JPEG file with {segment[0]} bits a sample; supported are 8.");
        int height = (segment[1] << 8) | segment[2];
        int width = (segment[3] << 8) | segment[4];
        if (height == 0 && width > 0)
        {
            throw new PictureException(
                $"This is a JPEG file of {width} x 0 pixels, whose height comes behind its pixels (DNL); that is not supported. " +
                "Save it again with another program.");
        }

        options.CheckSize(width, height);
        _count = segment[5];
        if (_count is not (1 or 3 or 4))
            throw new PictureException($"This is a JPEG file with {_count} components; supported are 1, 3 and 4.");
        (Width, Height, IsProgressive) = (width, height, marker == JpegMarker.StartOfFrameProgressive);
        ReadComponents(segment[6..]);

        // Every block takes at least one bit: the shortest code of its DC coefficient.
        if (Blocks > 8L * fileBytes)
            throw JpegErrors.Damaged($"its {fileBytes} bytes cannot hold {Width} x {Height} pixels");
    }

    private void ReadComponents(ReadOnlySpan<byte> bytes)
    {
        MaxSamplingX = MaxSamplingY = 1;
        for (int i = 0; i < _count; i++)
        {
            int x = bytes[(3 * i) + 1] >> 4, y = bytes[(3 * i) + 1] & 15;
            if (x is < 1 or > MaxSampling || y is < 1 or > MaxSampling)
                throw JpegErrors.Damaged($"a component is sampled {x} x {y}; 1 to {MaxSampling} are allowed");
            _components[i].Begin(bytes[3 * i], x, y, isAlone: _count == 1, bytes[(3 * i) + 2]);
            MaxSamplingX = Math.Max(MaxSamplingX, _components[i].SamplingX);
            MaxSamplingY = Math.Max(MaxSamplingY, _components[i].SamplingY);
        }

        McuColumns = (Width + (MaxSamplingX * BlockSide) - 1) / (MaxSamplingX * BlockSide);
        McuRows = (Height + (MaxSamplingY * BlockSide) - 1) / (MaxSamplingY * BlockSide);
        foreach (var component in Components)
        {
            if (MaxSamplingX % component.SamplingX != 0 || MaxSamplingY % component.SamplingY != 0)
            {
                throw new PictureException(
                    $"This is a JPEG file with a component sampled {component.SamplingX} x {component.SamplingY} " +
                    $"beside one sampled {MaxSamplingX} x {MaxSamplingY}; supported are whole multiples.");
            }

            component.Layout(this);
        }
    }
}
