namespace Emo.CompilerServices;

/// <summary>
/// mmdetection's <c>DeltaXYWHBBoxCoder</c> with means of 0, in single precision in its order: a shift in sizes of the anchor and
/// the logarithm of a change of size, which is clamped to a factor of 62.5 either way. Deltas that are finite give a box that is.
/// </summary>
internal readonly record struct BoxCoder(float StdX, float StdY, float StdWidth, float StdHeight)
{
    private const float MaxLogRatio = 4.135166556742356f; // |log(16 / 1000)|

    /// <summary>The box of an anchor, clipped to the picture's part of the input: 0 to width, 0 to height.</summary>
    public Box Decode(Box anchor, float dx, float dy, float dw, float dh, int width, int height)
    {
        float anchorWidth = anchor.Right - anchor.Left;
        float anchorHeight = anchor.Bottom - anchor.Top;
        float x = ((anchor.Left + anchor.Right) * 0.5f) + (anchorWidth * (dx * StdX));
        float y = ((anchor.Top + anchor.Bottom) * 0.5f) + (anchorHeight * (dy * StdY));
        float halfWidth = anchorWidth * Exponential.Of(ClampLogRatio(dw * StdWidth)) * 0.5f;
        float halfHeight = anchorHeight * Exponential.Of(ClampLogRatio(dh * StdHeight)) * 0.5f;
        return new Box(Clip(x - halfWidth, width), Clip(y - halfHeight, height), Clip(x + halfWidth, width), Clip(y + halfHeight, height));
    }

    private static float ClampLogRatio(float value) => Math.Clamp(value, -MaxLogRatio, MaxLogRatio);

    /// <summary>An infinite value, of a finite delta times a size, is clipped as any other.</summary>
    private static float Clip(float value, float maximum) => Math.Clamp(value, 0f, maximum);
}
