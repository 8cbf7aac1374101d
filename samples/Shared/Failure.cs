namespace Emo.Samples;

/// <summary>What a program says when something is wrong with what it was given.</summary>
internal static class Failure
{
    /// <summary>What went wrong, in a sentence; null for a fault of the program itself, of which the stack trace says more.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        CheckpointException or PictureException or IOException or UnauthorizedAccessException => exception.Message,
        NotFiniteNumberException =>
            "The network's outputs are not all numbers (NaN or infinity): its weights are damaged, or those of another network. " +
            exception.Message,
        OutOfMemoryException => "There is not enough memory.",
        _ => null,
    };
}
