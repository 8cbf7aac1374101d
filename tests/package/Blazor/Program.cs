using Emo;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
await builder.Build().RunAsync();

[EmoModel("tiny")]
internal sealed partial class Tiny
{
    /// <summary>The weights come over the network, as bytes.</summary>
    public static Classification[] Classify(byte[] weights, byte[] picture)
    {
        using var checkpoint = Checkpoint.Open(weights, "weights");
        using var model = Load(checkpoint);
        return model.Classify(picture, 3);
    }
}
