namespace Emo.Checkpoints;

/// <summary>What the central directory says about a stored entry.</summary>
internal sealed record ZipEntry(string Name, byte[] NameBytes, ushort Flags, long Size, long LocalHeaderOffset);
