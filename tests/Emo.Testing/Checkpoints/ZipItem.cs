namespace Emo.Testing;

/// <summary>An entry for <see cref="ZipFile"/>, with everything that a hostile file may lie about.</summary>
internal sealed record ZipItem(string Name, byte[] Data)
{
    /// <summary>The name before the data, where it differs.</summary>
    public string? LocalName { get; init; }

    public ushort Method { get; init; }

    /// <summary>PyTorch sets "UTF-8 name" and "sizes follow in a descriptor".</summary>
    public ushort Flags { get; init; } = 0x0808;

    /// <summary>The size that the central directory claims.</summary>
    public long? CentralSize { get; init; }

    /// <summary>The compressed size that the central directory claims.</summary>
    public long? CentralCompressedSize { get; init; }

    /// <summary>The size that the local header claims.</summary>
    public uint? LocalSize { get; init; }

    /// <summary>The size that the data descriptor claims.</summary>
    public uint? DescriptorSize { get; init; }

    /// <summary>Where the central directory puts the local header.</summary>
    public uint? HeaderOffset { get; init; }

    /// <summary>Whether the central directory keeps its numbers in a zip64 field, as it must from 4 GiB on.</summary>
    public bool Zip64 { get; init; }
}
