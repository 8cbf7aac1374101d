namespace Emo.Testing;

/// <summary>A model after its weights were saved and loaded again, in half of the precision for example.</summary>
internal static class StoredWeights
{
    public static TModel Load<TModel>(string checkpoint, WeightStorage storage)
        where TModel : IEmoModel<TModel>
    {
        using var model = TModel.Load(checkpoint);
        using var file = new MemoryStream();
        model.SaveWeights(file, storage);
        file.Position = 0;
        return TModel.Load(file);
    }
}
