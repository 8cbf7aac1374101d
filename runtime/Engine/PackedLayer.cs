namespace Emo.CompilerServices;

/// <summary>Where the weights of a layer are packed to, in floats, and how they lie there.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many there are: biases, or scales, of all outputs, and then rows that are as long.</param>
/// <param name="Outputs">The layer's output channels.</param>
/// <param name="InPanels">Whether the rows are cut in panels.</param>
/// <param name="Layers">The layers of the state dict that the weights are made of: the layer, and what is folded into it.</param>
internal sealed record PackedLayer(long Offset, long Length, int Outputs, bool InPanels, IReadOnlyList<string> Layers)
{
    /// <summary>The layer and the value at <paramref name="index"/>, for a message.</summary>
    /// <param name="index">The value's place.</param>
    /// <param name="value">The value.</param>
    /// <param name="nameOf">What to call a layer of the state dict.</param>
    public string Describe(long index, float value, Func<string, string> nameOf)
    {
        string folded = Layers.Count == 1 ? "" : $" with {string.Join(", ", Layers.Skip(1).Select(nameOf))} folded in";
        return $"{nameOf(Layers[0])}{folded}: a weight of output channel {ChannelOf(index)} is {value}";
    }

    /// <summary>The output channel of the value at <paramref name="index"/>.</summary>
    public int ChannelOf(long index)
    {
        int padded = ChannelLayout.Pad(Outputs);
        if (!InPanels || index < padded)
            return (int)(index % padded);
        long inPanels = index - padded;
        long panel = ChannelLayout.Panel * ((Length / padded) - 1);
        int first = (int)(inPanels / panel) * ChannelLayout.Panel;
        return first + (int)(inPanels % panel % ChannelLayout.PanelWidth(Outputs, first));
    }
}
