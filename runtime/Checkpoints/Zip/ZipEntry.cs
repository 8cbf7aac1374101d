namespace Emo;

/// <summary>A stored entry of a zip archive: its data is <see cref="Length"/> bytes at <see cref="Offset"/> of the file.</summary>
internal sealed record ZipEntry(string Name, long HeaderOffset, long Offset, long Length);
