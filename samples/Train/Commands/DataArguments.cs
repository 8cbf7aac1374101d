using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Emo.Samples;
using Emo.Train.Data;

namespace Emo.Train.Commands;

/// <summary>The options of all commands that read annotated pictures.</summary>
internal sealed class DataArguments
{
    private readonly Option<string?> _training = ProgramOptions.Name(
        ["--train-split"], "the name of a split", "The split to train on: a list of ImageSets/Main, a JSON file or a folder.");

    private readonly Option<string?> _heldOut = ProgramOptions.Name(
        ["--held-out-split"], "the name of a split", "The split that is held out. Without any, a sixth of the pictures is.");

    private readonly Option<(string Name, string Label)[]> _names = new("--map")
    {
        Description = "A name in the data, and the spec's label that it is: RBC=\"red blood cell\". Once for each name.",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ReadNames,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Mask255?> _mask255 = Choice<Mask255?>(
        "--mask-255", "What 255 is in masks.", null, ("foreground", Mask255.Foreground), ("ignored", Mask255.Ignored));

    private readonly Option<Flips> _flips = Choice(
        "--flips",
        "Which mirror images could be pictures too; turns: also turned by quarters.",
        Flips.Horizontal,
        ("none", Flips.None),
        ("horizontal", Flips.Horizontal),
        ("both", Flips.Both),
        ("turns", Flips.Turns));

    private readonly Option<bool> _plain = new("--no-augmentation") { Description = "The pictures as they are: no parts, colours, flips." };

    private readonly Option<bool> _balance = new("--balance") { Description = "Pictures of rare classes come up to 4 times in an epoch." };

    private readonly Option<bool> _headers = new("--headers-only")
    {
        Description = "Pictures are not decoded before training: a broken one ends it later.",
    };

    /// <summary>Adds those of reading, which every command has.</summary>
    public void AddTo(Command command)
    {
        AddSplitsTo(command);
        command.Options.Add(_mask255);
        command.Options.Add(_headers);
    }

    /// <summary>Adds only which pictures are meant, and what the names in the data are.</summary>
    public void AddSplitsTo(Command command)
    {
        command.Options.Add(_training);
        command.Options.Add(_heldOut);
        command.Options.Add(_names);
    }

    /// <summary>Adds those of augmentation.</summary>
    public void AddAugmentationTo(Command command)
    {
        command.Options.Add(_flips);
        command.Options.Add(_plain);
    }

    /// <summary>Adds the one of sampling.</summary>
    public void AddBalanceTo(Command command) => command.Options.Add(_balance);

    public DataOptions Options(ParseResult result) => new()
    {
        TrainingSplit = result.GetValue(_training),
        HeldOutSplit = result.GetValue(_heldOut),
        Names = (result.GetValue(_names) ?? []).ToImmutableDictionary(pair => pair.Name, pair => pair.Label),
        Mask255 = result.GetValue(_mask255),
        DecodeAll = !result.GetValue(_headers),
    };

    /// <summary>Null where the pictures are taken as they are.</summary>
    public AugmentationOptions? Augmentation(ParseResult result) =>
        result.GetValue(_plain) ? null : new AugmentationOptions { Flips = result.GetValue(_flips) };

    public bool Balance(ParseResult result) => result.GetValue(_balance);

    private static (string, string)[] ReadNames(ArgumentResult result)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            int equals = text.LastIndexOf('='); // A name in the data may have one, a label hardly has.
            string name = text[..Math.Max(equals, 0)].Trim(), label = text[(equals + 1)..].Trim();
            if (name.Length == 0 || label.Length == 0)
                result.AddError($"--map takes a name in the data and a label, such as RBC=\"red blood cell\", not '{text}'.");
            else if (!names.TryAdd(name, label))
                result.AddError($"--map has the name '{name}' twice.");
        }

        return [.. names.Select(pair => (pair.Key, pair.Value))];
    }

    private static Option<T> Choice<T>(string name, string description, T otherwise, params (string Name, T Value)[] choices) => new(name)
    {
        Description = $"{description} {string.Join(", ", choices.Select(choice => choice.Name))}",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens is [var token] ? token.Value : "";
            foreach (var (candidate, value) in choices)
            {
                if (candidate == text)
                    return value;
            }

            result.AddError($"{name} takes {string.Join(" or ", choices.Select(choice => choice.Name))}, not '{text}'.");
            return otherwise;
        },
    };
}
