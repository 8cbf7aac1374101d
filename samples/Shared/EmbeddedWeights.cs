namespace Emo.Samples;

/// <summary>Trained weights inside a program: a file of <c>SaveWeights</c>, an embedded resource of the model's assembly.</summary>
public static class EmbeddedWeights
{
    /// <param name="file">The resource, which is named as the file.</param>
    /// <exception cref="CheckpointException">
    /// The file is of another model, or of another version of this one: it must be packed again.
    /// </exception>
    public static TModel Load<TModel>(string file)
        where TModel : IEmoModel<TModel>
    {
        using var stream = new MemoryStream(EmbeddedFile.Read(typeof(TModel).Assembly, file), writable: false);
        return TModel.Load(stream);
    }
}
