using System.Collections.Concurrent;

namespace Emo.Train.Data;

/// <summary>
/// Decoded pictures and masks, so that those of small data sets are decoded once. What has no room any more is decoded each time: an epoch
/// takes all pictures in turn, so that nothing is gained by throwing out others.
/// </summary>
/// <param name="maxBytes">Pixels that are kept, 3 bytes a picture's and 1 a mask's.</param>
internal sealed class PictureCache(long maxBytes = PictureCache.DefaultBytes)
{
    public const long DefaultBytes = 1L << 30;

    private readonly ConcurrentDictionary<string, Picture> _pictures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MaskFile, MaskPixels> _masks = [];
    private long _bytes;

    /// <summary>Pixels that are kept now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <exception cref="PictureException">The file is broken.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Picture Open(string path) =>
        Get(_pictures, path, static path => Picture.Open(path), static picture => 3L * picture.Width * picture.Height);

    /// <exception cref="DataSetException">It is no mask.</exception>
    public MaskPixels Open(MaskFile mask) => Get(_masks, mask, MaskReader.Read, static pixels => pixels.Labels.Length);

    private TValue Get<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> kept, TKey key, Func<TKey, TValue> read, Func<TValue, long> bytesOf)
        where TKey : notnull
    {
        if (kept.TryGetValue(key, out var value))
            return value;
        value = read(key);
        long bytes = bytesOf(value);
        if (Interlocked.Add(ref _bytes, bytes) > maxBytes || !kept.TryAdd(key, value))
            Interlocked.Add(ref _bytes, -bytes);
        return value;
    }
}
