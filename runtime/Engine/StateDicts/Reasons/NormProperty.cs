namespace Emo.CompilerServices;

/// <summary>The property of a spec that says which kind a norm is.</summary>
internal static class NormProperty
{
    private const string Stem = "stage0";

    /// <summary>
    /// "the property ... says what the norm of ...", by the names of EMO's and EMOv2's codes. Null where the kind cannot be chosen: that
    /// of the stem's depthwise convolution and of the convolution before the head, which are batch norms.
    /// </summary>
    /// <param name="owner">The module that has the norm as its <c>norm</c>: <c>stage1.0.proj</c>; empty for the network itself.</param>
    public static string? Of(string owner)
    {
        string[] modules = owner.Split('.');
        if (modules.Contains(Stem))
        {
            return owner == $"{Stem}.0" || owner.EndsWith($".{Stem}.0", StringComparison.Ordinal)
                ? "the property 'stem.norm' in the spec says what the norm of the stem's convolution"
                : null;
        }

        return modules[^1] switch
        {
            "" => "the property 'norm' of the last block in the spec's stages says what the norm behind that block, before the head,",
            "conv_head" => null,
            "conv_local" => "the property 'depthwiseNorm' in the spec's stages, or in its 'backbone', says what the norm behind " +
                "depthwise convolutions",
            _ => "the property 'norm' in the spec's stages says what the norm of blocks",
        };
    }
}
