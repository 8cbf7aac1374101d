using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Models;

public sealed class VectorSupportTests
{
    [Theory]
    [InlineData(new[] { 256 }, 128)]
    [InlineData(new[] { 512 }, 256)]
    [InlineData(new[] { 512, 256 }, 128)]
    public void A_machine_without_any_of_the_widths_is_refused(int[] widths, int widest)
    {
        string message = Assert.Throws<PlatformNotSupportedException>(
            () => VectorSupport.Check("tiny", [.. widths], bits => bits <= widest)).Message;
        string expected = $"tiny has kernels for vectors of {string.Join(" or ", widths)} bits, which this machine does not have, ";
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.Contains($"Add the width that is there, {widest}, to the property EmoVectorWidths", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 512, 256, 128 }, 128)]
    [InlineData(new[] { 256 }, 512)]
    [InlineData(new[] { 512, 128 }, 256)]
    public void One_that_it_has_is_enough(int[] widths, int widest) => VectorSupport.Check("tiny", [.. widths], bits => bits <= widest);

    [Fact]
    public void Every_machine_runs_128_bits() => VectorSupport.Check("tiny", [128]);
}
