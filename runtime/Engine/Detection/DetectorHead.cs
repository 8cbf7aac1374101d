using System.Collections.Immutable;
using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What turns the raw outputs of a detector into detections, the same for all its instances. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DetectorHead
{
    /// <param name="model">The model's description.</param>
    /// <param name="classCount">The number of classes, without background.</param>
    /// <param name="activation">How logits become scores.</param>
    /// <param name="outputLength">The length of the outputs buffer in floats.</param>
    /// <param name="scoreThreshold">Only scores above this are candidates.</param>
    /// <param name="preNms">How many candidates of each level are decoded, the best ones.</param>
    /// <param name="nmsThreshold">The overlap above which the lower of two scores is dropped.</param>
    /// <param name="maxDetections">How many detections there are at most.</param>
    /// <param name="boxStd">The box coder's factors of dx, dy, dw, dh.</param>
    /// <param name="postprocessing">How boxes become those of the picture.</param>
    /// <param name="levels">The levels, finest first.</param>
    public DetectorHead(
        ModelInfo model,
        int classCount,
        ScoreActivation activation,
        int outputLength,
        float scoreThreshold,
        int preNms,
        float nmsThreshold,
        int maxDetections,
        ImmutableArray<float> boxStd,
        BoxPostprocessing postprocessing,
        ImmutableArray<DetectorLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(model);
        Preprocessing = model.Preprocessing;
        ClassCount = classCount;
        Activation = activation;
        OutputLength = outputLength;
        ScoreThreshold = scoreThreshold;
        PreNms = preNms;
        NmsThreshold = nmsThreshold;
        MaxDetections = maxDetections;
        Coder = new BoxCoder(boxStd[0], boxStd[1], boxStd[2], boxStd[3]);
        Postprocessing = postprocessing;
        Levels = levels;
    }

    internal Preprocessing Preprocessing { get; }

    internal int ClassCount { get; }

    /// <summary>Class logits of an anchor: the classes, and the background where there is one.</summary>
    internal int LogitsPerAnchor => ClassCount + (Activation == ScoreActivation.Softmax ? 1 : 0);

    internal ScoreActivation Activation { get; }

    internal int OutputLength { get; }

    internal float ScoreThreshold { get; }

    internal int PreNms { get; }

    internal float NmsThreshold { get; }

    internal int MaxDetections { get; }

    internal BoxCoder Coder { get; }

    internal BoxPostprocessing Postprocessing { get; }

    internal ImmutableArray<DetectorLevel> Levels { get; }

    /// <summary>Pairs of anchor and class of a level, all of which may be candidates.</summary>
    internal long PairsOf(DetectorLevel level) => (long)level.Cells * level.AnchorsPerCell * ClassCount;

    internal int CandidatesOf(DetectorLevel level) => (int)Math.Min(PreNms, PairsOf(level));
}
