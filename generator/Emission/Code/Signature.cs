using System.Collections.Concurrent;
using System.Reflection;

namespace Emo.Codegen.Emission;

/// <summary>
/// The parameters of a generated method, and the arguments of a call. A method has a record of its own, whose properties are its
/// parameters, in order: the declaration is made from the same record as every call, and a call that lacks an argument, or whose
/// argument is of another type, does not compile. A property that is null is a parameter that this variant of the method has not; one
/// that is a signature itself stands for all of its parameters: those that a method hands on.
/// </summary>
internal abstract record Signature
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <summary>The parameters, as a declaration has them: <c>float* x</c>.</summary>
    public IReadOnlyList<string> Declarations => [.. Items.Select(item => $"{item.Value.Type} {item.Name}")];

    /// <summary>The arguments, as a call has them: <c>x: source</c>.</summary>
    public IReadOnlyList<string> Arguments => [.. Items.Select(item => $"{item.Name}: {item.Value.Text}")];

    private IEnumerable<(string Name, IExpression Value)> Items => Properties(GetType()).SelectMany(ItemsOf);

    /// <summary>Every parameter under its own name: what the method itself knows them by.</summary>
    public static T Of<T>()
        where T : Signature => (T)Of(typeof(T));

    private static object Of(Type signature) => Activator.CreateInstance(signature, [.. Properties(signature).Select(Named)]);

    private static object Named(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsSubclassOf(typeof(Signature)) ? Of(type) : Activator.CreateInstance(type, ParameterName(property));
    }

    private IEnumerable<(string Name, IExpression Value)> ItemsOf(PropertyInfo property) => property.GetValue(this) switch
    {
        null => [],
        Signature signature => signature.Items,
        IExpression value => [(ParameterName(property), value)],
        var other => throw new InvalidOperationException($"{property.Name}: {other.GetType().Name} is no expression."),
    };

    private static PropertyInfo[] Properties(Type type) => s_properties.GetOrAdd(
        type,
        static record => [.. record.GetConstructors().Single().GetParameters().Select(parameter => record.GetProperty(parameter.Name))]);

    private static string ParameterName(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
}
