using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Emo.Samples;

/// <summary>Options whose values are checked while the command line is read, and whose errors say what the option takes.</summary>
public static class ProgramOptions
{
    /// <summary>A number within bounds.</summary>
    /// <param name="names">The option's name and its short forms.</param>
    /// <param name="least">The smallest number it takes.</param>
    /// <param name="most">The largest.</param>
    /// <param name="meaning">What it takes, for the error.</param>
    /// <param name="otherwise">The number where the option is not given.</param>
    /// <param name="description">The line of the help.</param>
    public static Option<T> Number<T>(string[] names, T least, T most, string meaning, T otherwise, string description)
        where T : struct, INumber<T> => new(names[0], names[1..])
        {
            Description = description,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result => Parse(result, names[0], least, most, meaning) ?? otherwise,
        };

    /// <summary>The same without a number of its own: null where the option is not given.</summary>
    public static Option<T?> Number<T>(string[] names, T least, T most, string meaning, string description)
        where T : struct, INumber<T> => new(names[0], names[1..])
        {
            Description = description,
            CustomParser = result => Parse(result, names[0], least, most, meaning),
        };

    /// <summary>Annotated pictures as JPEG files.</summary>
    public static Option<bool> Jpeg() => new("--jpeg")
    {
        Description = "Annotated pictures are JPEG files, which are smaller than PNG files of photographs.",
    };

    private static T? Parse<T>(ArgumentResult result, string name, T least, T most, string meaning)
        where T : struct, INumber<T>
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError($"{name} takes {meaning}, not '{text}'.");
        return null;
    }

    /// <summary>The name of a file or folder.</summary>
    /// <param name="names">The option's name and its short forms.</param>
    /// <param name="meaning">What it takes, for the error.</param>
    /// <param name="description">The line of the help.</param>
    public static Option<string?> Name(string[] names, string meaning, string description)
    {
        var option = new Option<string?>(names[0], names[1..]) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError($"{names[0]} takes {meaning}, not ''.");
        });
        return option;
    }
}
