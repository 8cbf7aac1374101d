namespace Emo.CompilerServices;

/// <summary>
/// The averages that the EMAHook of mmcv 1 keeps as buffers of the network itself: <c>ema_backbone_conv_weight</c> beside
/// <c>backbone.conv.weight</c>. While it saves, the average stands under the name, and the weight in the buffer.
/// </summary>
internal sealed class AverageNames(IEnumerable<string> names)
{
    private const string Prefix = "ema_";

    private readonly Lazy<HashSet<string>> _flat =
        new(() => new HashSet<string>(names.Select(name => name.Replace('.', '_')), StringComparer.Ordinal));

    /// <summary>Whether a name is that of such a buffer.</summary>
    public bool Contains(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && !name.Contains('.') && _flat.Value.Contains(name[Prefix.Length..]);
}
