using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>A batch norm at inference: s x + t per channel, in double precision. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScaleShift
{
    private readonly double[] _scale;
    private readonly double[] _shift;

    internal ScaleShift(string name, double[] scale, double[] shift)
    {
        Name = name;
        _scale = scale;
        _shift = shift;
    }

    /// <summary>The batch norm's name in the state dict.</summary>
    internal string Name { get; }

    internal double Scale(int channel) => _scale[channel];

    internal double Shift(int channel) => _shift[channel];
}
