namespace Emo;

/// <summary>A compiled backbone: a network whose outputs are the maps of named stages.</summary>
public interface IFeatureExtractor : IEmoModel
{
    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    IFeatureExtractor Fork();
}

/// <summary>A compiled backbone known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IFeatureExtractor<TSelf> : IFeatureExtractor, IEmoModel<TSelf>
    where TSelf : IFeatureExtractor<TSelf>
{
    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    new TSelf Fork();
}
