using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emo.Samples.Accuracy;

namespace Emo.Testing;

/// <summary>A picture with the boxes of what is in it.</summary>
internal sealed record BoxPicture(string Path, ImmutableArray<TrueBox> Boxes)
{
    /// <summary>Reads <c>boxes.json</c> of a folder: for each picture there the boxes (x1, y1, x2, y2) and their classes.</summary>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">The boxes are no boxes of these classes; the message names the picture.</exception>
    public static ImmutableArray<BoxPicture> Read(string folder, int classes)
    {
        string file = System.IO.Path.Combine(folder, "boxes.json");
        var pictures = ImmutableArray.CreateBuilder<BoxPicture>();
        foreach (var (name, entries) in Parse(file).OrderBy(static picture => picture.Key, StringComparer.Ordinal))
        {
            string path = System.IO.Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new FileNotFoundException($"{file} names a picture that is not there: {path}");
            string where = $"{file}, {name}";
            pictures.Add(new BoxPicture(path, [.. Known(entries, where).Select(entry => Known(entry, where).ToBox(classes, where))]));
        }

        return pictures.Count > 0 ? pictures.ToImmutable() : throw new InvalidDataException($"{file} names no picture.");
    }

    private static Dictionary<string, Entry?[]?> Parse(string file)
    {
        byte[] text = File.ReadAllBytes(file);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Entry?[]?>>(text)
                ?? throw new InvalidDataException($"{file} must be an object with a list of boxes for each picture, and is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{file} must have for each picture a list like [{{\"box\": [1, 2, 30, 40], \"class\": 0}}]: {error.Message}", error);
        }
    }

    private static T Known<T>(T? value, string where) => value
        ?? throw new InvalidDataException($"{where}: null is no box; a picture without boxes has an empty list, [].");

    private sealed record Entry(
        [property: JsonPropertyName("box"), JsonRequired] float[] Box, [property: JsonPropertyName("class"), JsonRequired] int Class)
    {
        public TrueBox ToBox(int classes, string where)
        {
            if (Box is not [>= 0 and float left, >= 0 and float top, float right, float bottom] || !(right > left) || !(bottom > top))
            {
                string values = string.Join(", ", (Box ?? []).Select(static value => value.ToString(CultureInfo.InvariantCulture)));
                throw new InvalidDataException($"{where}: [{values}] is no box; it must be x1, y1, x2, y2 in pixels, x1 < x2, y1 < y2.");
            }

            if ((uint)Class >= (uint)classes)
                throw new InvalidDataException($"{where}: there is no class {Class}, only 0 to {classes - 1}.");
            return new TrueBox(left, top, right, bottom, Class);
        }
    }
}
