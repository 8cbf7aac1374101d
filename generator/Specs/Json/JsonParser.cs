using System.Globalization;

namespace Emo.Codegen.Specs.Json;

/// <summary>
/// Strict JSON (RFC 8259) with positions. A package would be loaded into the user's compiler, beside whatever version of it
/// the compiler has; this is shorter than that trouble. Nesting is bounded, so hostile text cannot overflow the stack.
/// </summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 32;
    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        if (text.Length > 0 && text[0] == '\uFEFF')
            parser._position = 1;
        parser.SkipSpace();
        var value = parser.ParseValue();
        parser.SkipSpace();
        return parser._position == text.Length ? value : throw parser.Unexpected("the end of the file");
    }

    private JsonValue ParseValue()
    {
        int start = _position;
        switch (Peek())
        {
            case '{':
                return Nested(ParseObject);
            case '[':
                return Nested(ParseArray);
            case '"':
                string value = new JsonStringParser(_text).Parse(ref _position);
                return new JsonString(start, _position - start, value);
            case 't':
                return new JsonBoolean(start, Literal("true"), true);
            case 'f':
                return new JsonBoolean(start, Literal("false"), false);
            case 'n':
                return new JsonNull(start, Literal("null"));
            case '-' or (>= '0' and <= '9'):
                return ParseNumber();
            default:
                throw Unexpected("a value");
        }
    }

    private JsonValue Nested(Func<JsonValue> parse)
    {
        if (++_depth > MaxDepth)
            throw new JsonException($"more than {MaxDepth} levels of nesting", _position);
        var value = parse();
        _depth--;
        return value;
    }

    private JsonObject ParseObject()
    {
        int start = _position++;
        var members = new List<JsonMember>();
        SkipSpace();
        if (!TrySkip('}'))
        {
            do
            {
                SkipSpace();
                if (Peek() != '"')
                    throw Unexpected("a property name in double quotes");
                int nameStart = _position;
                string name = new JsonStringParser(_text).Parse(ref _position);
                int nameLength = _position - nameStart;
                SkipSpace();
                Expect(':');
                SkipSpace();
                members.Add(new JsonMember(name, nameStart, nameLength, ParseValue()));
                SkipSpace();
            }
            while (TrySkip(','));
            if (!TrySkip('}'))
                throw Unexpected("',' or '}'");
        }

        return new JsonObject(start, _position - start, members.ToEquatableArray());
    }

    private JsonArray ParseArray()
    {
        int start = _position++;
        var items = new List<JsonValue>();
        SkipSpace();
        if (!TrySkip(']'))
        {
            do
            {
                SkipSpace();
                items.Add(ParseValue());
                SkipSpace();
            }
            while (TrySkip(','));
            if (!TrySkip(']'))
                throw Unexpected("',' or ']'");
        }

        return new JsonArray(start, _position - start, items.ToEquatableArray());
    }

    private JsonNumber ParseNumber()
    {
        int start = _position;
        TrySkip('-');
        if (!TrySkip('0'))
            Digits();
        if (TrySkip('.'))
            Digits();
        if (TrySkip('e') || TrySkip('E'))
        {
            if (!TrySkip('+'))
                TrySkip('-');
            Digits();
        }

        // The grammar is checked, so only the range can fail, which some frameworks report and others answer with infinity.
        string number = _text.Substring(start, _position - start);
        return new JsonNumber(
            start,
            number.Length,
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.PositiveInfinity);
    }

    private void Digits()
    {
        int start = _position;
        while (Peek() is >= '0' and <= '9')
            _position++;
        if (_position == start)
            throw Unexpected("a digit");
    }

    private int Literal(string literal)
    {
        if (string.CompareOrdinal(_text, _position, literal, 0, literal.Length) != 0)
            throw Unexpected("a value");
        _position += literal.Length;
        return literal.Length;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
            _position++;
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool TrySkip(char expected)
    {
        if (Peek() != expected || _position >= _text.Length)
            return false;
        _position++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!TrySkip(expected))
            throw Unexpected($"'{expected}'");
    }

    private JsonException Unexpected(string expected) => JsonException.Unexpected(_text, _position, expected);
}
