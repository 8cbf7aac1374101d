using System.Globalization;

namespace Emo.Codegen.Emission;

/// <summary>
/// The names of a model's types that several generated files share. Each model has its own, whatever its class and the types
/// around it are called: a file name that has an underscore itself is escaped so that no two become one.
/// </summary>
internal sealed class GeneratedTypes
{
    private readonly string _prefix;

    public GeneratedTypes(string hintName) => _prefix = hintName.Contains('_')
        ? string.Concat(hintName.Select(Escape))
        : string.Concat(hintName.Select(c => char.IsLetterOrDigit(c) ? c : '_'));

    /// <summary>The blocks, generic over the kernels.</summary>
    public string Network => $"{_prefix}Network";

    /// <summary>The interface of the kernels that blocks call.</summary>
    public string KernelInterface => $"I{_prefix}Kernels";

    /// <summary>The enumeration of what becomes of sums.</summary>
    public string Outputs => $"{_prefix}Output";

    /// <summary>The kernels of one target.</summary>
    public string Kernels(VectorTarget target) => $"{_prefix}{target.Name}";

    private static string Escape(char c) => c switch
    {
        '_' => "__",
        _ when char.IsLetterOrDigit(c) => c.ToString(),
        _ => string.Format(CultureInfo.InvariantCulture, "_{0:x}_", (int)c),
    };
}
