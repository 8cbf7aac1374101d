using Emo.Samples;

namespace Emo.Tool.Tests.Results;

/// <summary>The weights of one network, given to another that nobody named.</summary>
public sealed class TrainedWeightsTests
{
    [Theory]
    [InlineData(false, "'x.pth' does not fit net-1, which is the network unless --model names another. It has 3 of 5.")]
    [InlineData(true, "'x.pth' does not fit net-1. It has 3 of 5.")]
    public void The_error_hints_at_the_option(bool isGiven, string message)
    {
        var error = Assert.Throws<CheckpointException>(() => Load("'x.pth' does not fit net-1. It has 3 of 5.", isGiven));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_broken_file_says_what_is_broken() =>
        Assert.Equal("x.pth: cut off", Assert.Throws<CheckpointException>(() => Load("x.pth: cut off", isGiven: false)).Message);

    private static string Load(string message, bool isGiven) =>
        TrainedWeights.Load<string>(_ => throw new CheckpointException(message), "x.pth", "net-1", isGiven);
}
