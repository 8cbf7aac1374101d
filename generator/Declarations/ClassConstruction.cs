using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>What keeps the generated constructor, the only one, from making an instance.</summary>
internal static class ClassConstruction
{
    /// <param name="type">The class.</param>
    /// <param name="baseLocation">Where it names its base class.</param>
    /// <param name="compilation">Tells what is accessible.</param>
    public static IEnumerable<DiagnosticInfo> Problems(INamedTypeSymbol type, SourceSpan? baseLocation, Compilation compilation)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType
            && (IsModel(baseType) || !baseType.InstanceConstructors.Any(constructor => CanBeCalled(constructor, type, compilation))))
        {
            yield return Problem(DeclarationDiagnostics.BaseConstructor, baseLocation, type.Name, baseType.Name);
        }

        // A record's copy constructor is implicit; that it is a record has been reported.
        foreach (var constructor in type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared && !type.IsRecord))
            yield return Problem(DeclarationDiagnostics.Constructor, SourceSpans.From(constructor.Locations[0]), type.Name);

        foreach (var member in BaseTypes.AndSelf(type).SelectMany(each => each.GetMembers()).Where(IsRequired))
        {
            bool isOwn = member.ContainingType.Equals(type, SymbolEqualityComparer.Default);
            yield return Problem(
                DeclarationDiagnostics.RequiredMember,
                isOwn ? SourceSpans.From(member.Locations[0]) : baseLocation,
                type.Name,
                member.Name);
        }
    }

    /// <summary>A model's own constructor is private, but not yet there to be seen.</summary>
    private static bool IsModel(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == ModelDeclarationParser.AttributeName);

    private static bool CanBeCalled(IMethodSymbol constructor, INamedTypeSymbol from, Compilation compilation) =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams) &&
        compilation.IsSymbolAccessibleWithin(constructor, from);

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static DiagnosticInfo Problem(DiagnosticDescriptor descriptor, SourceSpan? location, params string[] arguments) =>
        new(descriptor.Id, location, arguments.ToEquatableArray());
}
