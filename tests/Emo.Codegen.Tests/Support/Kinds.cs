using System.Collections;
using System.Reflection;

namespace Emo.Codegen.Tests.Support;

/// <summary>
/// The kinds of things that the generator's records tell apart: values of enumerations, and records of one base. A list of test cases
/// that shall have all of them asks which are missing, so that a new one is not forgotten.
/// </summary>
internal sealed class Kinds
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>All that records hold, however deep.</summary>
    public static Kinds In(IEnumerable<object> records)
    {
        var kinds = new Kinds();
        foreach (object record in records)
            kinds.Add(record);
        return kinds;
    }

    /// <summary>The values of an enumeration, or the records of an abstract base, that are missing.</summary>
    public IEnumerable<string> Missing<T>() => Missing(typeof(T));

    private IEnumerable<string> Missing(Type type)
    {
        var all = type.IsEnum
            ? Enum.GetValues(type).Cast<object>().Select(NameOf)
            : type.Assembly.GetTypes().Where(each => each.IsSubclassOf(type) && !each.IsAbstract).Select(each => each.Name);
        return all.Except(_names);
    }

    private void Add(object? value)
    {
        switch (value)
        {
            case null or string:
                break;
            case Enum:
                _names.Add(NameOf(value));
                break;
            case IEnumerable items:
                foreach (object? item in items)
                    Add(item);
                break;
            default:
                var type = value.GetType();
                if (type.Namespace?.StartsWith("Emo.Codegen", StringComparison.Ordinal) != true)
                    break;
                _names.Add(type.Name);
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                    Add(property.GetValue(value));
                break;
        }
    }

    private static string NameOf(object value) => $"{value.GetType().Name}.{value}";
}
