namespace Emo.Checkpoints;

/// <summary>A stored file of a zip archive: where its bytes lie.</summary>
internal readonly record struct ZipRecord(long Offset, long Length);
