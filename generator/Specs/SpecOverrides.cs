namespace Emo.Codegen.Specs;

/// <summary>What <c>[EmoModel]</c> changes of a spec.</summary>
internal sealed record SpecOverrides(int? InputHeight, int? InputWidth, int? ClassCount)
{
    /// <summary>
    /// The spec with the changes. Another input size scales the resize in proportion to the short side, rounded down.
    /// Another number of classes drops the labels, which then name other classes.
    /// </summary>
    public ModelSpec Apply(ModelSpec spec)
    {
        var input = spec.Input with { Height = InputHeight ?? spec.Input.Height, Width = InputWidth ?? spec.Input.Width };
        int oldSide = Math.Min(spec.Input.Height, spec.Input.Width);
        int newSide = Math.Min(input.Height, input.Width);
        var framing = new FramingSpec(FramingKind.Crop, input.Height, input.Width);
        var preprocessing = spec.Preprocessing with { Framing = framing, Resize = (int)((long)spec.Preprocessing.Resize * newSide / oldSide) };
        var head = spec.Head;
        if (head is ClassifierHeadSpec classifier && ClassCount is { } classes && classes != classifier.Classes)
            head = classifier with { Classes = classes, Labels = EquatableArray<string>.Empty };
        return spec with { Input = input, Preprocessing = preprocessing, Head = head };
    }
}
