using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;
using Pages;
using Pages.Aspnet;

namespace Emo.Application.Tests;

/// <summary>The components of docs/blazor.md without a renderer: what a visitor's file leads to.</summary>
public sealed class BlazorTests
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    [Fact]
    public async Task The_servers_component_shows_classes_or_the_problem()
    {
        using var pool = new EmoPool<EmoCifar10>(EmoCifar10.Load("emo-cifar10.pth"), 1);
        var component = new ServerPhoto();
        Set(component, "Pool", pool);

        await Choose(component, "pictures/chelsea.png");
        Assert.Equal("cat", Assert.IsType<Classification[]>(Get(component, "classes"))[0].Label);
        Assert.Null(Get(component, "problem"));

        await Choose(component, "pictures/README.md");
        Assert.Empty(Assert.IsType<Classification[]>(Get(component, "classes")));
        Assert.NotNull(Get(component, "problem"));
    }

    [Fact]
    public async Task The_browsers_component_shows_the_class_or_the_problem()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        var component = new BrowserPhoto();
        Set(component, "Model", model);

        await Choose(component, "pictures/chelsea.png");
        Assert.Equal(model.Classify("pictures/chelsea.png", top: 1)[0].ToString(), Get(component, "answer"));
        await Choose(component, "emo-cifar10.pth");
        Assert.DoesNotContain("%", Assert.IsType<string>(Get(component, "answer")), StringComparison.Ordinal);
    }

    /// <summary>What the program in the browser does with what comes over HTTP.</summary>
    [Fact]
    public async Task Packed_weights_are_loaded_from_a_stream_that_is_read_asynchronously()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        model.SaveWeights("emo-cifar10.emo");
        await using var stream = new AsyncOnly(File.OpenRead("emo-cifar10.emo"));
        using var loaded = await EmoCifar10.LoadAsync(stream);
        Assert.Equal(model.Classify("pictures/chelsea.png"), loaded.Classify("pictures/chelsea.png"));
    }

    private static void Set(object component, string name, object value) =>
        component.GetType().GetProperty(name, Hidden)!.SetValue(component, value);

    private static object? Get(object component, string name) => component.GetType().GetField(name, Hidden)!.GetValue(component);

    private static Task Choose(object component, string path) =>
        (Task)component.GetType().GetMethod("Classify", Hidden)!.Invoke(
            component, [new InputFileChangeEventArgs([new ChosenFile(path)])])!;

    private sealed class ChosenFile(string path) : IBrowserFile
    {
        public string Name => Path.GetFileName(path);

        public DateTimeOffset LastModified => default;

        public long Size => new FileInfo(path).Length;

        public string ContentType => "";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            Size > maxAllowedSize ? throw new IOException("Too large.") : new AsyncOnly(File.OpenRead(path));
    }

    /// <summary>A stream that may only be read asynchronously, as those of Kestrel and of browsers.</summary>
    private sealed class AsyncOnly(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
