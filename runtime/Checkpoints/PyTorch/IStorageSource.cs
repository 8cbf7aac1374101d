namespace Emo.Checkpoints;

/// <summary>Where the storages of a pickle are: in records of a zip archive, or behind the pickle.</summary>
internal interface IStorageSource
{
    /// <summary>The storage that a persistent id names.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="claimed">Its class and length, as the id claims.</param>
    /// <param name="view">The last item of an id of the old format; null where there is none.</param>
    /// <param name="tensor">The tensor it is for, for messages.</param>
    PickleStorage Find(string key, PickleStorage claimed, PickleValue? view, string tensor);
}
