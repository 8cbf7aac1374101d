using Emo.Samples;

namespace Emo.Runtime.Tests.Samples;

/// <summary>
/// What the samples say of exceptions. tests/samples/check.sh sees most of it at work; no file in this repository makes a network compute
/// NaN.
/// </summary>
public sealed class FailureTests
{
    [Fact]
    public void Every_documented_exception_is_a_line()
    {
        Assert.Equal("broken", Failure.Describe(new CheckpointException("broken")));
        Assert.Equal("damaged", Failure.Describe(new PictureException("damaged")));
        Assert.Equal("gone", Failure.Describe(new FileNotFoundException("gone")));
        Assert.Equal("denied", Failure.Describe(new UnauthorizedAccessException("denied")));
        Assert.Contains("NaN or infinity", Failure.Describe(new NotFiniteNumberException("logit 3")), StringComparison.Ordinal);
        Assert.Contains("logit 3", Failure.Describe(new NotFiniteNumberException("logit 3")), StringComparison.Ordinal);
        Assert.NotNull(Failure.Describe(new InsufficientMemoryException()));
    }

    [Fact]
    public void A_fault_of_the_program_keeps_its_stack_trace()
    {
        Assert.Null(Failure.Describe(new ArgumentException("path")));
        Assert.Null(Failure.Describe(new InvalidOperationException()));
    }
}
