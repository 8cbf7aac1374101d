namespace Emo.Pictures.Png;

/// <summary>What the decoders of PNG throw.</summary>
internal static class PngErrors
{
    /// <summary>
    /// Whether reading a zlib stream over memory failed because of what the memory holds: damaged data, or a preset dictionary, which
    /// the runtime reports as an <see cref="IOException"/> of its own. Never to be asked where the caller's stream is read.
    /// </summary>
    public static bool IsOfZlib(Exception exception) => exception is InvalidDataException or IOException;

    public static PictureException Damaged(string how, Exception? cause = null) => new($"The PNG file is damaged: {how}.", cause);
}
