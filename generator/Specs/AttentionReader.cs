namespace Emo.Codegen.Specs;

/// <summary>The <c>attention</c> object of a stage or a block.</summary>
internal static class AttentionReader
{
    public static AttentionSpec? Read(ObjectReader owner)
    {
        var reader = owner.Object("attention", required: false);
        if (reader is null)
            return null;
        var attention = new AttentionSpec(
            reader.Int("headWidth", 1, SpecLimits.MaxWidth),
            reader.Int("window", 0, SpecLimits.MaxInput, defaultValue: 7),
            reader.Enum<ValuePlacement>("value", ValuePlacement.After),
            reader.Bool("groupedValue", defaultValue: false));
        reader.Finish();
        return attention;
    }
}
