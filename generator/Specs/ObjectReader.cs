using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>
/// Reads the properties of one JSON object, with ranges and defaults. Whatever is wrong is reported and replaced by the
/// default or a value in range, so that the rest of the file is still checked. <see cref="Finish"/> reports what nobody read.
/// </summary>
internal sealed class ObjectReader
{
    private readonly JsonObject _json;
    private readonly string _what;
    private readonly Problems _problems;
    private readonly Dictionary<string, JsonMember> _members = [];
    private readonly List<string> _known = [];

    public ObjectReader(JsonObject json, string what, Problems problems)
    {
        _json = json;
        _what = what;
        _problems = problems;
        foreach (var member in json.Members)
        {
            if (_members.ContainsKey(member.Name))
                problems.Add(SpecDiagnostics.DuplicateProperty, member.NameStart, member.NameLength, member.Name);
            else
                _members.Add(member.Name, member);
        }
    }

    /// <summary>The value of a property if it is there, for the place of a later problem; the whole object otherwise.</summary>
    public JsonValue At(string name) => _members.TryGetValue(name, out var member) ? member.Value : _json;

    /// <summary>
    /// The value of a property of the object that <paramref name="name"/> is, or else what <see cref="At(string)"/> gives.
    /// </summary>
    public JsonValue At(string name, string inner) =>
        (At(name) as JsonObject)?.Members.FirstOrDefault(member => member.Name == inner)?.Value ?? At(name);

    public bool Has(string name) => _members.ContainsKey(name);

    public int Int(string name, int min, int max, int? defaultValue = null)
    {
        var value = Get<JsonNumber>(name, "a whole number", required: defaultValue is null);
        if (value is null)
            return defaultValue ?? min;
        if (value.Value == Math.Floor(value.Value) && value.Value >= min && value.Value <= max)
            return (int)value.Value;
        OutOfRange(name, value, $"a whole number from {Text(min)} to {Text(max)}");
        return defaultValue ?? min;
    }

    /// <summary>A number with <paramref name="min"/> &lt; or &lt;= value &lt;= <paramref name="max"/>.</summary>
    public double Double(string name, double min, double max, bool exclusiveMin, double? defaultValue = null)
    {
        var value = Get<JsonNumber>(name, "a number", required: defaultValue is null);
        if (value is null)
            return defaultValue ?? max;
        if (value.Value <= max && (exclusiveMin ? value.Value > min : value.Value >= min))
            return value.Value;
        OutOfRange(name, value, exclusiveMin ? $"above {Text(min)} and at most {Text(max)}" : $"from {Text(min)} to {Text(max)}");
        return defaultValue ?? max;
    }

    public bool Bool(string name, bool defaultValue) => Get<JsonBoolean>(name, "true or false", required: false)?.Value ?? defaultValue;

    /// <summary>An optional string that nothing depends on.</summary>
    public void Text(string name) => Get<JsonString>(name, "a string", required: false);

    public JsonString? String(string name, bool required) => Get<JsonString>(name, "a string", required);

    /// <summary>One of the names of an enumeration, in lower case.</summary>
    public T Enum<T>(string name, T defaultValue)
        where T : struct, Enum => OptionalEnum<T>(name) ?? defaultValue;

    /// <summary>The same where null stands for a property that is not there.</summary>
    public T? OptionalEnum<T>(string name)
        where T : struct, Enum => TryName(name, LowerCaseNames<T>.Table, required: false, out var value) ? value : null;

    public ActivationKind Activation(string name, ActivationKind defaultValue) =>
        TryActivation(name, out var kind) ? kind : defaultValue;

    /// <summary>The same; false if the property is not there, or is no activation.</summary>
    public bool TryActivation(string name, out ActivationKind kind) =>
        TryName(name, ActivationNames.InSpecs, required: false, out kind);

    public TensorNaming TensorNames() =>
        TryName("tensorNames", TensorNamings.InSpecs, required: false, out var naming) ? naming : TensorNaming.Emo;

    /// <summary>What a name of a table stands for; false if the property is not there, or is none of the names.</summary>
    public bool TryName<T>(string name, NameTable<T> names, bool required, out T meaning)
    {
        meaning = default!;
        return Get<JsonString>(name, "a string", required) is { } value && TryName(name, value, names, out meaning);
    }

    /// <summary>The same for a value that is there: an element of an array.</summary>
    public bool TryName<T>(string name, JsonString value, NameTable<T> names, out T meaning)
    {
        if (names.TryFind(value.Value, out meaning))
            return true;
        _problems.Add(
            SpecDiagnostics.UnknownValue, value, name, Shorten(value.Value), string.Join(", ", names.Names), names.Hint(value.Value));
        return false;
    }

    /// <summary>True for a null that is written, where it has a meaning.</summary>
    public bool IsNull(string name)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out var member) && member.Value is JsonNull;
    }

    public ObjectReader? Object(string name, bool required)
    {
        var value = Get<JsonObject>(name, "an object", required);
        return value is null ? null : new ObjectReader(value, $"'{name}'", _problems);
    }

    public JsonArray? Array(string name, bool required) => Get<JsonArray>(name, "an array", required);

    /// <summary>As many numbers as the default has.</summary>
    public EquatableArray<double> Numbers(string name, double min, double max, double[] defaultValue)
    {
        string expected = $"an array of {Text(defaultValue.Length)} numbers";
        var array = Get<JsonArray>(name, expected, required: false);
        if (array is null)
            return defaultValue.ToEquatableArray();
        if (array.Items.Count != defaultValue.Length || array.Items.Any(item => item is not JsonNumber))
        {
            _problems.Add(SpecDiagnostics.WrongType, array, name, expected, $"an array of {Text(array.Items.Count)} values");
            return defaultValue.ToEquatableArray();
        }

        foreach (var number in array.Items.Cast<JsonNumber>())
        {
            if (number.Value > max || number.Value < min)
                OutOfRange(name, number, $"from {Text(min)} to {Text(max)}");
        }

        return array.Items.Cast<JsonNumber>().Select(number => number.Value).ToEquatableArray();
    }

    /// <summary>A property that is reported elsewhere, if it is there.</summary>
    public bool Skip(string name)
    {
        _known.Add(name);
        return Has(name);
    }

    /// <summary>Reports the properties that were not read.</summary>
    public void Finish()
    {
        foreach (var member in _members.Values.Where(member => !_known.Contains(member.Name)).OrderBy(member => member.NameStart))
        {
            _problems.Add(
                SpecDiagnostics.UnknownProperty,
                member.NameStart,
                member.NameLength,
                Shorten(member.Name),
                _what,
                NearestName.Suggest(member.Name, _known));
        }
    }

    public void OutOfRange(string name, JsonValue value, string allowed)
    {
        string found = value is JsonNumber number ? Text(number.Value) : value is JsonString text ? Shorten(text.Value) : value.Kind;
        _problems.Add(SpecDiagnostics.OutOfRange, value, name, found, allowed);
    }

    private T? Get<T>(string name, string expected, bool required)
        where T : JsonValue
    {
        _known.Add(name);
        if (!_members.TryGetValue(name, out var member))
        {
            if (required)
                _problems.Add(SpecDiagnostics.MissingProperty, _json.Start, 1, _what, name);
            return null;
        }

        if (member.Value is T value)
            return value;
        _problems.Add(SpecDiagnostics.WrongType, member.Value, name, expected, member.Value.Kind);
        return null;
    }

    private static string Shorten(string text) => text.Length <= 64 ? text : text.Substring(0, 61) + "...";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
