namespace Emo.Train.Tests;

public sealed class SeamTests
{
    [Fact]
    public void Libtorch_adds() => Assert.Equal(3f, (TorchSharp.torch.tensor(1f) + 2f).item<float>());
}
