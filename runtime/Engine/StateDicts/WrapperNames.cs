namespace Emo.CompilerServices;

/// <summary>Modules that tools of PyTorch put around others, anywhere in a network. No network has parts of these names.</summary>
internal static class WrapperNames
{
    private static readonly string[] s_wrappers =
    [
        "_orig_mod", // torch.compile
        "_fsdp_wrapped_module", // FullyShardedDataParallel
        "_checkpoint_wrapped_module", // checkpoint_wrapper
    ];

    /// <summary>The name as it is without wrappers.</summary>
    public static string Strip(string name)
    {
        if (!s_wrappers.Any(wrapper => name.Contains(wrapper, StringComparison.Ordinal)))
            return name;
        string[] parts = name.Split('.');
        return string.Join('.', parts.Where((part, index) => index == parts.Length - 1 || !s_wrappers.Contains(part)));
    }
}
