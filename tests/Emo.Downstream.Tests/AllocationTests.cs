
namespace Emo.Downstream.Tests;

/// <summary>Forward, Detect and Segment work in memory that was there before.</summary>
public sealed class AllocationTests
{
    private static readonly Picture s_picture = new(61, 47, [.. Enumerable.Range(0, 61 * 47 * 3).Select(i => (byte)(i * 7))]);

    [Fact]
    public void A_detector_allocates_nothing()
    {
        using var weights = SyntheticWeights.Checkpoint("ssdlite-1m");
        using var model = SsdLite1M.Load(weights);
        float[] input = SyntheticWeights.Input(320, 320);
        float[] outputs = new float[SsdLite1M.OutputLength];
        var detections = new Detection[model.MaxDetections];
        var frame = new PictureFrame(500, 375, 320, 320);
        AssertAllocatesNothing(() =>
        {
            model.Predict(input, outputs);
            Assert.True(model.Detect(input, frame, detections) > 0);
            model.Detect(s_picture, detections);
        });
    }

    [Fact]
    public void A_segmenter_allocates_nothing()
    {
        using var weights = SyntheticWeights.Checkpoint("deeplabv3-1m");
        using var model = DeepLab1MOdd.Load(weights);
        float[] input = SyntheticWeights.Input(136, 200);
        float[] logits = new float[DeepLab1MOdd.OutputLength];
        byte[] labels = new byte[221 * 150];
        byte[] ofPicture = new byte[61 * 47];
        var frame = new PictureFrame(221, 150, 200, 136);
        AssertAllocatesNothing(() =>
        {
            model.Predict(input, logits);
            model.Segment(input, frame, labels);
            model.Segment(s_picture, ofPicture);
        });
    }

    [Fact]
    public void Emo2s_new_heads_allocate_nothing()
    {
        Check<Emo2SemanticFpn1MOdd>("emo2-semfpn-1m");
        Check<Emo2Segformer1MOdd>("emo2-segformer-1m");

        static void Check<T>(string name)
            where T : ISegmenter<T>
        {
            using var weights = SyntheticWeights.Checkpoint(name);
            using var model = T.Load(weights);
            float[] input = SyntheticWeights.Input(136, 200);
            float[] logits = new float[model.OutputLength];
            byte[] labels = new byte[221 * 150];
            byte[] ofPicture = new byte[61 * 47];
            AssertAllocatesNothing(() =>
            {
                model.Predict(input, logits);
                model.Segment(input, new PictureFrame(221, 150, 200, 136), labels);
                model.Segment(s_picture, ofPicture);
            });
        }
    }

    private static void AssertAllocatesNothing(Action predict)
    {
        predict();
        Assert.Equal(0, Allocations.Of(predict));
        Assert.Equal(0, Allocations.Of(predict));
    }
}
