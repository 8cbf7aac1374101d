using System.Net;
using Pages;
using Pages.Aspnet;

namespace Emo.Application.Tests;

/// <summary>docs/aspnet.md, over Kestrel on this machine's loopback.</summary>
public sealed class AspnetTests
{
    private static readonly byte[] s_cat = File.ReadAllBytes("pictures/chelsea.png");

    public static TheoryData<string> Programs => ["scoped", "pooled"];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Forty_requests_at_once_have_the_classes_of_one(string program)
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        var expected = model.Classify(s_cat, top: 3);
        await using var web = await WebProgram.Start(program == "scoped" ? (Action<string[]>)Scoped.Run : Pooled.Run);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => web.Client.PostAsync("classify", new ByteArrayContent(s_cat))));

        foreach (var answer in answers)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(expected, await answer.Content.ReadFromJsonAsync<Classification[]>());
        }
    }

    [Fact]
    public async Task A_body_that_is_no_picture_is_400_with_the_reason_and_one_that_is_too_large_413()
    {
        await using var web = await WebProgram.Start(Pooled.Run);
        byte[][] bodies = [[], "hello"u8.ToArray(), s_cat[..20_000]];
        foreach (byte[] body in bodies)
        {
            var answer = await web.Client.PostAsync("classify", new ByteArrayContent(body));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("\"detail\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // The client waits for leave to send: the server answers before, and closes.
        using var request = new HttpRequestMessage(HttpMethod.Post, "classify");
        request.Content = new ByteArrayContent(new byte[(8 << 20) + 1]);
        request.Headers.ExpectContinue = true;
        var large = await web.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("emo-cifar10", await web.Client.GetStringAsync("health"));
        Assert.Equal(HttpStatusCode.OK, (await web.Client.PostAsync("classify", new ByteArrayContent(s_cat))).StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_given_up_leaves_the_server_whole()
    {
        await using var web = await WebProgram.Start(Pooled.Run);
        for (int i = 0; i < 2 * Environment.ProcessorCount; i++)
        {
            using var cancel = new CancellationTokenSource();
            var body = new SlowContent(s_cat);
            var request = web.Client.PostAsync("classify", body, cancel.Token);
            await body.Begun;
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        Assert.Equal("emo-cifar10", await web.Client.GetStringAsync("health"));
        Assert.Equal(HttpStatusCode.OK, (await web.Client.PostAsync("classify", new ByteArrayContent(s_cat))).StatusCode);
    }

    [Fact]
    public async Task The_pool_bounds_who_computes_and_whoever_waits_can_give_up()
    {
        using var pool = new EmoPool<EmoCifar10>(EmoCifar10.Load("emo-cifar10.pth"), 1);
        using var goOn = new ManualResetEventSlim();
        var inside = new TaskCompletionSource();
        var first = Task.Run(() => pool.UseAsync(_ =>
        {
            inside.SetResult();
            goOn.Wait();
            return 1;
        }));
        await inside.Task;
        using var cancel = new CancellationTokenSource();
        var second = pool.UseAsync(_ => 2, cancel.Token);
        Assert.False(second.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        goOn.Set();
        Assert.Equal(1, await first);

        await Assert.ThrowsAsync<PictureException>(() => pool.UseAsync(model => model.Classify(s_cat.AsSpan(..100))));
        Assert.Equal("cat", await pool.UseAsync(model => model.Classify(s_cat)[0].Label));
    }

    /// <summary>Sends the half of a body and then nothing.</summary>
    private sealed class SlowContent(byte[] body) : HttpContent
    {
        private readonly TaskCompletionSource _begun = new();

        public Task Begun => _begun.Task;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            _begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
