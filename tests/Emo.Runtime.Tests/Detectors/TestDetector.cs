using System.Collections.Immutable;
using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Detectors;

/// <summary>
/// A detector without a network: raw outputs go in, detections come out. Classes have no labels, deltas the factors
/// 0.1, 0.1, 0.2, 0.2.
/// </summary>
internal sealed class TestDetector
{
    public const int InputSide = 64;

    private static readonly float[] s_anchors = [-8, -8, 24, 24, 0, 2, 16, 14];

    private readonly DetectorWorkspace _workspace;

    public TestDetector(ScoreActivation activation, int classes, int preNms, params (int Height, int Width)[] levels)
        : this(activation, classes, preNms, BoxPostprocessing.Mmdetection2, levels)
    {
    }

    public TestDetector(
        ScoreActivation activation, int classes, int preNms, BoxPostprocessing postprocessing, params (int Height, int Width)[] levels)
    {
        Activation = activation;
        Classes = classes;
        PreNms = preNms;
        var made = new List<DetectorLevel>();
        int offset = 0;
        foreach (var (height, width) in levels)
        {
            int scores = AnchorsPerCell * Logits * height * width;
            made.Add(new DetectorLevel(height, width, Stride, offset, offset + scores, [.. s_anchors]));
            offset += scores + (AnchorsPerCell * 4 * height * width);
        }

        Levels = [.. made];
        var info = ModelInfos.Of("test", ModelInfos.Preprocessing(InputSide, InputSide) with { Framing = Framing.Stretch });
        _workspace = new DetectorWorkspace(new DetectorHead(
            info, classes, activation, offset, 0.05f, preNms, 0.5f, 100, [0.1f, 0.1f, 0.2f, 0.2f], postprocessing, Levels), info);
        _workspace.Outputs.Clear();
    }

    public static int AnchorsPerCell => s_anchors.Length / 4;

    public static int Stride => 16;

    public ScoreActivation Activation { get; }

    public int Classes { get; }

    public int PreNms { get; }

    public int Logits => Classes + (Activation == ScoreActivation.Softmax ? 1 : 0);

    public ImmutableArray<DetectorLevel> Levels { get; }

    public DetectorWorkspace Workspace => _workspace;

    public ref float Logit(int level, int cell, int anchor, int logit) =>
        ref _workspace.Outputs[Levels[level].ScoreOffset + (((anchor * Logits) + logit) * Levels[level].Cells) + cell];

    public ref float Delta(int level, int cell, int anchor, int side) =>
        ref _workspace.Outputs[Levels[level].BoxOffset + (((anchor * 4) + side) * Levels[level].Cells) + cell];

    /// <summary>In the frame of the input itself.</summary>
    public Detection[] Detect(int room = 1000) => Detect(new PictureFrame(InputSide, InputSide, InputSide, InputSide), room);

    public Detection[] Detect(PictureFrame frame, int room = 1000)
    {
        var detections = new Detection[room];
        return detections[.._workspace.Decode(frame, detections)];
    }
}
