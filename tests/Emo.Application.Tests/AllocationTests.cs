using System.Numerics.Tensors;
using Pages;

namespace Emo.Application.Tests;

/// <summary>
/// From a picture to ranked classes, an embedding or the outputs of a batch: nothing is allocated once an instance has seen a picture of
/// the size. A PNG file goes through the zlib stream of .NET, which is made anew for each.
/// </summary>
public sealed class AllocationTests
{
    private const int PngBytes = 8_192;

    private static readonly byte[] s_jpeg = File.ReadAllBytes("pictures/chelsea-q90.jpg");
    private static readonly byte[] s_png = File.ReadAllBytes("pictures/chelsea.png");
    private static readonly Picture s_picture = Picture.Decode(s_jpeg);
    private static readonly byte[] s_nv12 = [.. Enumerable.Range(0, 64 * 48 * 3 / 2).Select(i => (byte)(i * 7))];
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, 3 * 3 * 64 * 64).Select(i => (i % 101 * 0.03f) - 1.5f)];
    private static readonly float[] s_outputs = new float[3 * 10];
    private static readonly Classification[] s_classes = new Classification[5];
    private static readonly float[] s_embedding = new float[EmoCifar10.EmbeddingLength];
    private static readonly PictureWorkspace s_workspace = new();

    private static readonly Dictionary<string, Action<EmoCifar10>> s_calls = new()
    {
        ["Classify picture"] = model => model.Classify(s_picture, s_classes),
        ["Classify view"] = model => model.Classify(s_picture.View.Rotate(90).Slice(3, 5, 200, 100), s_classes),
        ["Classify NV12"] = model => model.Classify(Frame(), s_classes),
        ["Classify JPEG"] = model => model.Classify(s_jpeg, s_classes),
        ["Classify PNG"] = model => model.Classify(s_png, s_classes),
        ["Embed picture"] = model => model.Embed(s_picture, s_embedding),
        ["Embed view"] = model => model.Embed(Frame(), s_embedding),
        ["Embed JPEG"] = model => model.Embed(s_jpeg, s_embedding),
        ["Embed PNG"] = model => model.Embed(s_png, s_embedding),
        ["Embed input"] = model => model.Embed(s_inputs.AsSpan(0, Input), s_embedding),
        ["Predict"] = model => model.Predict(s_inputs.AsSpan(0, Input), s_outputs.AsSpan(0, 10)),
        ["Predict tensors"] = model => model.Predict(
            new ReadOnlyTensorSpan<float>(s_inputs.AsSpan(0, Input), [3, 64, 64]), new TensorSpan<float>(s_outputs.AsSpan(0, 10))),
        ["PredictBatch"] = model => model.PredictBatch(s_inputs, 3, s_outputs),
        ["Apply and Rank"] = model =>
        {
            model.Info.Preprocessing.Apply(s_picture, s_inputs.AsSpan(0, Input), s_workspace);
            model.Info.Rank(s_outputs.AsSpan(0, 10), s_classes);
        },
        ["Apply JPEG"] = model => model.Info.Preprocessing.Apply(s_jpeg, s_inputs.AsSpan(0, Input), null, s_workspace),
    };

    public static TheoryData<string, int> Calls
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string call in s_calls.Keys)
            {
                data.Add(call, 1);
                data.Add(call, 2);
            }

            return data;
        }
    }

    private static int Input => EmoCifar10.ModelInfo.Preprocessing.InputLength;

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_allocates_nothing_after_the_first(string call, int threads)
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        using var team = new ThreadTeam(threads);
        model.Team = threads > 1 ? team : null;
        var action = s_calls[call];
        action(model);
        action(model);
        long bytes = Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => action(model)));
        Assert.InRange(bytes, 0, call.EndsWith("PNG", StringComparison.Ordinal) ? PngBytes : 0);
    }

    private static PictureView Frame() => PictureView.Nv12(s_nv12, 64, s_nv12.AsSpan(64 * 48), 64, 64, 48, YuvColors.Bt601Video);
}
