namespace Emo.Tests.Checkpoints;

/// <summary>Asserts that a file is rejected with a message that names it and gives the reason.</summary>
internal static class Rejected
{
    private const string Name = "some/file";

    public static void Because(byte[] file, params ReadOnlySpan<string> fragments) => Because(file, null, fragments);

    public static void Because(byte[] file, CheckpointOptions? options, params ReadOnlySpan<string> fragments)
    {
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(file, Name, options));
        Assert.StartsWith(Name + ": ", exception.Message, StringComparison.Ordinal);
        foreach (string fragment in fragments)
            Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
    }
}
