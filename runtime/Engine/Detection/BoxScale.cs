namespace Emo.CompilerServices;

/// <summary>From boxes in the input to boxes in the picture, as a version of mmdetection does it to the last bit.</summary>
internal readonly struct BoxScale
{
    private readonly bool _multiplies;
    private readonly float _x;
    private readonly float _y;

    /// <param name="frame">Where the picture lies in the input.</param>
    /// <param name="postprocessing">
    /// Version 2 has the scale in single precision and divides by it; version 3 has it in double precision, takes the reciprocal, and
    /// multiplies with that in single precision.
    /// </param>
    public BoxScale(in PictureFrame frame, BoxPostprocessing postprocessing)
    {
        _multiplies = postprocessing == BoxPostprocessing.Mmdetection3;
        _x = _multiplies ? Reciprocal(frame.ResizedWidth, frame.PictureWidth) : frame.ScaleX;
        _y = _multiplies ? Reciprocal(frame.ResizedHeight, frame.PictureHeight) : frame.ScaleY;
    }

    /// <returns>False if the box is dropped: version 3 keeps none without width or height.</returns>
    public bool TryScale(Box box, out Box inPicture)
    {
        inPicture = _multiplies
            ? new Box(box.Left * _x, box.Top * _y, box.Right * _x, box.Bottom * _y)
            : new Box(box.Left / _x, box.Top / _y, box.Right / _x, box.Bottom / _y);
        return !_multiplies || (inPicture.Right - inPicture.Left > 0 && inPicture.Bottom - inPicture.Top > 0);
    }

    /// <summary>The scale is rounded to double precision before its reciprocal is taken: this is not picture / resized.</summary>
    private static float Reciprocal(int resized, int picture) => (float)(1 / ((double)resized / picture));
}
