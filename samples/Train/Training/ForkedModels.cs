namespace Emo.Train.Training;

/// <summary>Shows pictures to forks of a model, a thread each. The results come in the order of the pictures.</summary>
internal static class ForkedModels
{
    /// <param name="model">The model, which is used as well.</param>
    /// <param name="fork">Another instance of it.</param>
    /// <param name="pictures">What to show.</param>
    /// <param name="show">Shows one.</param>
    /// <param name="threads">How many at once.</param>
    public static TResult[] Show<TModel, TPicture, TResult>(
        TModel model, Func<TModel, TModel> fork, IReadOnlyList<TPicture> pictures, Func<TModel, TPicture, TResult> show, int threads)
        where TModel : class, IEmoModel
    {
        var results = new TResult[pictures.Count];
        TModel[] models = [model, .. Enumerable.Range(1, Math.Max(0, Math.Min(threads, pictures.Count) - 1)).Select(_ => fork(model))];
        int next = -1;
        try
        {
            Parallel.ForEach(models, new ParallelOptions { MaxDegreeOfParallelism = models.Length }, one =>
            {
                for (int i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
                    results[i] = show(one, pictures[i]);
            });
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        finally
        {
            foreach (var forked in models.Skip(1))
                forked.Dispose();
        }

        return results;
    }
}
