namespace Emo.Benchmarks.Soak;

/// <summary>Observers that do what observers may do.</summary>
internal sealed class SoakObservers(SoakPool pool, SoakCounts counts)
{
    [ThreadStatic]
    private static bool s_inside;

    public BlockObserver? Choose(Random random, IEmoModel own)
    {
        var seeded = new Random(random.Next());
        return random.Next(6) switch
        {
            0 => Copy,
            1 => _ => throw new SoakException(),
            2 => output => AtOneBlock(output, () => PredictWithAnother(seeded)),
            3 => output => AtOneBlock(output, own.Dispose),
            4 => output => AtOneBlock(output, () => pool.ReplaceTeam(seeded, forget: false)),
            _ => null,
        };
    }

    private static void Copy(BlockOutput output)
    {
        if (output.IsComputed)
            output.ToArray();
    }

    /// <summary>Once a prediction, and not in a prediction that an observer makes: they would go round in circles.</summary>
    private static void AtOneBlock(BlockOutput output, Action action)
    {
        if (s_inside || !output.Name.EndsWith("stage2.0", StringComparison.Ordinal))
            return;
        s_inside = true;
        try
        {
            action();
        }
        finally
        {
            s_inside = false;
        }
    }

    private void PredictWithAnother(Random random)
    {
        var (network, model) = pool.Model(random);
        try
        {
            if (!network.IsSame(model, random))
                counts.Find($"an observer's prediction with {model.Info.Name} has wrong bits");
            counts.Add("predictions by observers");
        }
        catch (Exception e) when (e is InvalidOperationException or SoakException)
        {
            counts.Add($"observers: {e.GetType().Name}");
        }
    }
}
