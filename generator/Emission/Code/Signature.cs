using System.Collections.Concurrent;
using System.Reflection;

namespace Emo.Codegen.Emission;

/// <summary>
/// The parameters of a generated method, and the arguments of a call. A method has a record of its own, whose properties are its
/// parameters, in order: the declaration is made from the same record as every call, and a call that lacks an argument, or whose
/// argument is of another type, does not compile. A property that is null is a parameter that this variant of the method has not.
/// </summary>
internal abstract record Signature
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <summary>The parameters, as a declaration has them: <c>float* x</c>.</summary>
    public IReadOnlyList<string> Declarations => [.. Items.Select(item => $"{item.Value.Type} {item.Name}")];

    /// <summary>The arguments, as a call has them: <c>x: source</c>.</summary>
    public IReadOnlyList<string> Arguments => [.. Items.Select(item => $"{item.Name}: {item.Value.Text}")];

    private IEnumerable<(string Name, IExpression Value)> Items =>
        from property in Properties(GetType())
        let value = (IExpression?)property.GetValue(this)
        where value is not null
        select (ParameterName(property), value);

    /// <summary>Every parameter under its own name: what the method itself knows them by.</summary>
    public static T Of<T>()
        where T : Signature => (T)Activator.CreateInstance(typeof(T), [.. Properties(typeof(T)).Select(Named)]);

    private static object Named(PropertyInfo property) =>
        Activator.CreateInstance(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, ParameterName(property));

    private static PropertyInfo[] Properties(Type type) => s_properties.GetOrAdd(
        type,
        static record => [.. record.GetConstructors().Single().GetParameters().Select(parameter => record.GetProperty(parameter.Name))]);

    private static string ParameterName(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
}
