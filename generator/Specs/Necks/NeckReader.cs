namespace Emo.Codegen.Specs;

/// <summary>The <c>neck</c> object: the levels of a detector.</summary>
internal static class NeckReader
{
    private static readonly NumberList s_extraWidths = new(2, SpecLimits.MaxWidth, Whole: true, 0, SpecLimits.MaxExtraLevels);

    private static readonly NameTable<Func<ObjectReader, MapNames, Problems, NeckSpec>> s_necks = new(("ssd", ReadSsd), ("fpn", ReadFpn));

    /// <summary>Null if there is none, or nobody knows which properties such a neck has.</summary>
    public static NeckSpec? Read(ObjectReader root, MapNames names, Problems problems)
    {
        var neck = root.Object("neck", required: false);
        if (neck is null || !neck.TryName("type", s_necks, required: true, out var read))
            return null;
        var spec = read(neck, names, problems);
        neck.Finish();
        return spec;
    }

    private static SsdNeckSpec ReadSsd(ObjectReader neck, MapNames names, Problems problems) => new(
        names.ReadStages(neck, "inputs"),
        s_extraWidths.Ints(neck, "extraWidths", problems),
        neck.Activation("activation", ActivationKind.Relu6),
        neck.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.001));

    private static FpnNeckSpec ReadFpn(ObjectReader neck, MapNames names, Problems problems) => new(
        names.ReadStages(neck, "inputs"),
        neck.Int("width", 1, SpecLimits.MaxWidth),
        neck.Int("extraLevels", 0, SpecLimits.MaxExtraLevels, defaultValue: 0));
}
