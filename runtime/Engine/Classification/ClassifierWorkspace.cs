using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What an instance of a classifier has beside its arena once it has classified a picture: buffers from the picture to the classes. Used by
/// generated code only, by the thread that has the instance.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassifierWorkspace
{
    private readonly ModelInfo _model;
    private readonly float[] _input;
    private readonly float[] _logits;
    private readonly PictureWorkspace _pictures = new();

    /// <param name="model">The model's description.</param>
    /// <param name="classCount">The number of logits.</param>
    public ClassifierWorkspace(ModelInfo model, int classCount)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _input = GC.AllocateUninitializedArray<float>(model.Preprocessing.InputLength);
        _logits = GC.AllocateUninitializedArray<float>(classCount);
        if (model.Labels.IsEmpty)
            NumberedLabels.Prepare(classCount);
    }

    /// <summary>The preprocessed picture.</summary>
    public Span<float> Input => _input;

    /// <summary>The logits.</summary>
    public Span<float> Logits => _logits;

    /// <summary>Makes <see cref="Input"/> of a picture.</summary>
    public void Preprocess(PictureView picture) => _model.Preprocessing.Apply(picture, _input, _pictures);

    /// <summary>Makes <see cref="Input"/> of a file.</summary>
    /// <exception cref="PictureException">The bytes are not a picture that can be decoded.</exception>
    public void Preprocess(ReadOnlySpan<byte> file, PictureOptions? options) =>
        _model.Preprocessing.Apply(file, _input, options, _pictures);

    /// <summary>Ranks the classes of <see cref="Logits"/>.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotFiniteNumberException">A logit is not finite.</exception>
    public int Rank(Span<Classification> classes) => Ranking.Rank(_model, _logits, classes);
}
