using Emo;

// A server that answers one request of its own, and ends.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/model", () => new { Tiny.ModelInfo.Name, Tiny.ClassCount, Tiny.ParameterCount });
await app.StartAsync();
using var client = new HttpClient();
Console.WriteLine(await client.GetStringAsync($"{app.Urls.First()}/model"));
await app.StopAsync();

[EmoModel("tiny")]
internal sealed partial class Tiny;
