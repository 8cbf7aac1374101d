namespace Emo.Codegen.Specs;

/// <summary>What <c>[EmoModel]</c> changes of a spec.</summary>
internal sealed record SpecOverrides(int? InputHeight, int? InputWidth, int? ClassCount)
{
    /// <summary>The names that replace the spec's, which say how many classes there are; null to keep those.</summary>
    public ClassNames? Names { get; init; }

    /// <summary>
    /// The spec with the changes. Another input size scales the resize in proportion to the short side, and the box of <c>fit</c> with
    /// the input, rounded down. Another number of classes drops the labels, which then name other classes.
    /// </summary>
    public ModelSpec Apply(ModelSpec spec)
    {
        var input = spec.Input with { Height = InputHeight ?? spec.Input.Height, Width = InputWidth ?? spec.Input.Width };
        int oldSide = Math.Min(spec.Input.Height, spec.Input.Width);
        int newSide = Math.Min(input.Height, input.Width);
        var framing = Scale(spec.Preprocessing.Framing, spec.Input, input);
        int resize = (int)((long)spec.Preprocessing.Resize * newSide / oldSide);
        var preprocessing = spec.Preprocessing with { Framing = framing, Resize = resize };
        return spec with { Input = input, Preprocessing = preprocessing, Head = Apply(spec.Head) };
    }

    private HeadSpec Apply(HeadSpec head) => (head, Names, ClassCount) switch
    {
        (ClassHeadSpec classHead, { } names, _) => classHead.WithNames(names.Labels, names.Palette) with { Classes = names.Labels.Count },
        (ClassHeadSpec classHead, null, { } classes) when classes != classHead.Classes => classHead.WithClasses(classes),
        _ => head,
    };

    private static FramingSpec Scale(FramingSpec framing, InputSpec old, InputSpec input) => framing with
    {
        FitHeight = (int)Math.Max(1, (long)framing.FitHeight * input.Height / old.Height),
        FitWidth = (int)Math.Max(1, (long)framing.FitWidth * input.Width / old.Width),
    };
}
