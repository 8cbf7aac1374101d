namespace Emo;

/// <summary>
/// The bytes are not a picture that can be decoded: another format, damaged, cut short, or larger than
/// <see cref="PictureOptions"/> allows. The message names the file (where there is one), what was found and what to do.
/// </summary>
public sealed class PictureException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what is supported or expected.</param>
    public PictureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what is supported or expected.</param>
    /// <param name="innerException">What the decoder reported.</param>
    public PictureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
