using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>
/// From raw outputs to detections, as mmdetection's single-stage heads do it: of each level the best pairs of anchor and class
/// above the threshold, their boxes in the picture, then class-wise suppression over all levels. Everything lies in memory that
/// is made once.
/// </summary>
internal sealed class DetectionDecoder
{
    private readonly DetectorHead _head;
    private readonly LevelScores _scores;
    private readonly TopScores _top;
    private readonly Candidates _candidates;
    private readonly KeptBoxes _kept;

    /// <summary>
    /// One for each class, made once: a detection allocates no name. A plain array: the first optimized code that reads an ImmutableArray
    /// makes the runtime allocate the box of its static field Empty, 24 bytes, on the thread that compiles the code; with on-stack
    /// replacement that one is predicting.
    /// </summary>
    private readonly string[] _labels;

    public DetectionDecoder(DetectorHead head, string[] labels)
    {
        _labels = labels;
        _head = head;
        _scores = new LevelScores(head.Activation, head.Levels.Max(level => level.Cells));
        _top = new TopScores(head.Levels.Max(head.CandidatesOf));
        int candidates = head.Levels.Sum(head.CandidatesOf);
        _candidates = new Candidates(candidates);
        _kept = new KeptBoxes(candidates);
    }

    /// <summary>Writes the best detections, the first one first, as many as there is room for.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotFiniteNumberException">An output is not finite.</exception>
    public int Decode(
        ReadOnlySpan<float> outputs, in PictureFrame frame, float scoreThreshold, float nmsThreshold, Span<Detection> detections)
    {
        if (!TensorPrimitives.IsFiniteAll(outputs))
        {
            throw new NotFiniteNumberException(
                "The scores or boxes are not finite numbers: the model's input or its weights are not either.");
        }

        _candidates.Clear();
        foreach (var level in _head.Levels)
        {
            SelectPairs(level, outputs, scoreThreshold);
            DecodeBoxes(level, outputs, frame);
        }

        return Suppress(nmsThreshold, detections);
    }

    /// <summary>The best pairs of a level. A pair's index is mmdetection's: (cell * anchors + anchor) * classes + class.</summary>
    private void SelectPairs(DetectorLevel level, ReadOnlySpan<float> outputs, float threshold)
    {
        int cells = level.Cells;
        int anchorLength = _head.LogitsPerAnchor * cells;
        _top.Begin(_head.CandidatesOf(level), threshold);
        for (int anchor = 0; anchor < level.AnchorsPerCell; anchor++)
        {
            var logits = outputs.Slice(level.ScoreOffset + (anchor * anchorLength), anchorLength);
            _scores.Begin(logits, cells, _top.Threshold);
            for (int c = 0; c < _head.ClassCount; c++)
                Scan(logits.Slice(c * cells, cells), (anchor * _head.ClassCount) + c, level.AnchorsPerCell * _head.ClassCount);
        }
    }

    /// <summary>The logits of one pair at all cells: those above their floor, and that is few, have their score computed.</summary>
    private void Scan(ReadOnlySpan<float> logits, int pair, int pairsPerCell)
    {
        int cell = 0;
        ref float values = ref MemoryMarshal.GetReference(logits);
        ref float floors = ref MemoryMarshal.GetReference(_scores.Floors);
        for (; cell <= logits.Length - Vector256<float>.Count; cell += Vector256<float>.Count)
        {
            var above = Vector256.GreaterThan(Vector256.LoadUnsafe(ref values, (nuint)cell), Vector256.LoadUnsafe(ref floors, (nuint)cell));
            for (uint lanes = above.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
                Offer(logits, cell + BitOperations.TrailingZeroCount(lanes), pair, pairsPerCell);
        }

        for (; cell < logits.Length; cell++)
        {
            if (logits[cell] > _scores.Floors[cell])
                Offer(logits, cell, pair, pairsPerCell);
        }
    }

    private void Offer(ReadOnlySpan<float> logits, int cell, int pair, int pairsPerCell)
    {
        float score = _scores.ScoreOf(logits[cell], cell);
        if (score > _top.Threshold && _top.Add(score, (uint)(((long)cell * pairsPerCell) + pair)))
            _scores.Raise(logits.Length, _top.Threshold);
    }

    private void DecodeBoxes(DetectorLevel level, ReadOnlySpan<float> outputs, in PictureFrame frame)
    {
        var scale = new BoxScale(frame, _head.Postprocessing);
        foreach (ulong key in _top.Finish())
        {
            var (position, classIndex) = Math.DivRem(TopScores.IndexOf(key), (uint)_head.ClassCount);
            var (cell, anchor) = Math.DivRem((int)position, level.AnchorsPerCell);
            var box = DecodeBox(level, outputs, cell, anchor, frame);
            if (scale.TryScale(box, out var inPicture))
                _candidates.Add(new Candidate(inPicture, (int)classIndex, TopScores.ScoreOf(key)));
        }
    }

    private Box DecodeBox(DetectorLevel level, ReadOnlySpan<float> outputs, int cell, int anchor, in PictureFrame frame)
    {
        int cells = level.Cells;
        var deltas = outputs.Slice(level.BoxOffset + (4 * anchor * cells), 4 * cells);
        return _head.Coder.Decode(
            level.AnchorAt(cell, anchor), deltas[cell], deltas[cells + cell], deltas[(2 * cells) + cell], deltas[(3 * cells) + cell],
            frame.ResizedWidth, frame.ResizedHeight);
    }

    /// <summary>
    /// In order of score, a candidate is kept unless one kept before suppresses it: as soon as there are enough, the rest need
    /// not be looked at, so that the work is candidates times detections at most.
    /// </summary>
    private int Suppress(float threshold, Span<Detection> detections)
    {
        _kept.Clear();
        foreach (ulong key in _candidates.ByScore())
        {
            if (_kept.Count == detections.Length)
                break;
            ref readonly var candidate = ref _candidates[key];
            if (_kept.Suppress(candidate.Box, candidate.Class, threshold))
                continue;
            var (left, top, right, bottom) = candidate.Box;
            detections[_kept.Count] = new Detection(
                left, top, right, bottom, candidate.Class, _labels[candidate.Class], candidate.Score);
            _kept.Add(candidate.Box, candidate.Class);
        }

        return _kept.Count;
    }
}
