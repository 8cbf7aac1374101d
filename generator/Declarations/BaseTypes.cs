using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

internal static class BaseTypes
{
    /// <summary>The class and its base classes, <see cref="object"/> left out.</summary>
    public static IEnumerable<INamedTypeSymbol> AndSelf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
            yield return each;
    }
}
