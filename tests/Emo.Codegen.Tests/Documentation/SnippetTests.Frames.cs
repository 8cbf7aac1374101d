using System.Reflection;
using Emo.Codegen.Tests.Support;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace Emo.Codegen.Tests.Documentation;

/// <summary>The loops over frames are run, too: what they print is what the model says of a copy of the pixels.</summary>
public sealed partial class SnippetTests
{
    private static readonly string[] s_framePages = ["pictures.md", "imaging.md"];

    [Theory]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Opaque)]
    [InlineData(SKColorType.Rgba8888, SKAlphaType.Premul)]
    public void The_loop_over_bitmaps_of_SkiaSharp_runs(SKColorType color, SKAlphaType alpha)
    {
        var loop = new FrameLoop("foreach (SKBitmap bitmap in bitmaps)");
        var pictures = FrameLoop.Pictures(45, 31);
        var bitmaps = pictures.Select(picture => Bitmap(picture, color, alpha)).ToArray();
        Assert.Equal(loop.Expected(pictures), loop.Run(("bitmaps", bitmaps)));
    }

    [Fact]
    public void The_loop_over_images_of_ImageSharp_runs()
    {
        var loop = new FrameLoop("foreach (Image<Rgba32> image in images)");
        var pictures = FrameLoop.Pictures(45, 31);
        Assert.Equal(loop.Expected(pictures), loop.Run(("images", pictures.Select(AsImage).ToArray())));

        static Image<Rgba32> AsImage(Picture picture)
        {
            var image = new Image<Rgba32>(picture.Width, picture.Height);
            for (int i = 0; i < picture.Width * picture.Height; i++)
            {
                var pixel = picture.Pixels.Slice(3 * i, 3);
                image[i % picture.Width, i / picture.Width] = new Rgba32(pixel[0], pixel[1], pixel[2]);
            }

            return image;
        }
    }

    /// <summary>The pipe is memory here, and the size is the page's.</summary>
    [Fact]
    public void The_loop_over_a_pipe_runs()
    {
        const int Width = 640;
        const int Height = 480;
        var loop = new FrameLoop(
            "Console.OpenStandardInput()", ("Console.OpenStandardInput()", "new MemoryStream(input)"), ("float[] input", "byte[] input"));
        byte[][] frames = [.. Enumerable.Range(1, 3).Select(Frame)];
        var pictures = frames.Select(frame => PictureView.Nv12(
            frame, Width, frame.AsSpan(Width * Height), Width, Width, Height, YuvColors.Bt601Video).Slice(80, 0, 480, 480).ToPicture());
        byte[] cutShort = frames[0][..^1];
        Assert.Equal(loop.Expected([.. pictures]), loop.Run(("input", (byte[])[.. frames.SelectMany(frame => frame), .. cutShort])));

        static byte[] Frame(int number) =>
            [.. Enumerable.Range(0, Width * Height * 3 / 2).Select(i => (byte)((i * number / 97) + (number * 50)))];
    }

    private static SKBitmap Bitmap(Picture picture, SKColorType color, SKAlphaType alpha)
    {
        var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, color, alpha));
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            var pixel = picture.Pixels.Slice(3 * i, 3);
            bitmap.SetPixel(i % picture.Width, i / picture.Width, new SKColor(pixel[0], pixel[1], pixel[2]));
        }

        return bitmap;
    }

    /// <summary>The snippet that has a line, compiled so that what it prints is kept.</summary>
    private sealed class FrameLoop
    {
        private readonly MethodInfo _run;
        private readonly IClassifier _model;
        private readonly List<string> _output = [];

        public FrameLoop(string line, params (string Old, string New)[] changes)
        {
            string snippet = s_framePages
                .SelectMany(page => SnippetPattern().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page))))
                .Single(match => match.Groups[1].Value == "csharp" && match.Value.Contains(line, StringComparison.Ordinal))
                .Groups[2].Value;
            snippet = snippet.Replace("Console.WriteLine(", "output.Add(", StringComparison.Ordinal);
            var harness = Harness(snippet);
            string source = harness.Compilation.SyntaxTrees.Single().ToString().Replace(
                "static void Run(", "public static void Run(List<string> output, ", StringComparison.Ordinal);
            foreach (var (old, replacement) in changes)
                source = source.Replace(old, replacement, StringComparison.Ordinal);
            harness.ReplaceSource("Model.cs", source);

            var types = new ModelCompilation(harness.RunAndUpdate(), harness.Run().Diagnostics).Load();
            _run = types("Snippet").GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
            string weights = Path.Combine(AppContext.BaseDirectory, "weights", "emo-cifar10.pth");
            _model = (IClassifier)types("Emo2M").GetMethod("Load", [typeof(string)])!.Invoke(null, [weights])!;
        }

        public static Picture[] Pictures(int width, int height) => [.. Enumerable.Range(1, 3).Select(number => new Picture(
            width, height, [.. Enumerable.Range(0, 3 * width * height).Select(i => (byte)((i * number / 7) + (number * 60)))]))];

        /// <summary>What the model says of pictures.</summary>
        public string[] Expected(Picture[] pictures) => [.. pictures.Select(picture => Text(_model.Classify(picture)[0]))];

        public string[] Run((string Name, object Value) frames)
        {
            _run.Invoke(null, [.. _run.GetParameters().Select(Argument)]);
            return [.. _output];

            object? Argument(ParameterInfo parameter) =>
                parameter.Name == frames.Name ? frames.Value : parameter.Name switch { "output" => _output, "model" => _model, _ => null };
        }

        private static string Text(Classification best) => $"{best.Label} {best.Probability:P1}";
    }
}
