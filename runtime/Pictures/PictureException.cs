namespace Emo;

/// <summary>A picture file is broken, too large, or of a kind that is not supported.</summary>
public sealed class PictureException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PictureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public PictureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
