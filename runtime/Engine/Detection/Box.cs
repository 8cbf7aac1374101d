namespace Emo.CompilerServices;

/// <summary>An upright rectangle in pixels.</summary>
internal readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    public float Area => (Right - Left) * (Bottom - Top);
}
