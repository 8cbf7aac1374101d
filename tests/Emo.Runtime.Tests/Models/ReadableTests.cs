using System.Globalization;

namespace Emo.Runtime.Tests.Models;

/// <summary>What public records say of themselves, in a debugger or a log.</summary>
public sealed class ReadableTests
{
    private static readonly Preprocessing s_preprocessing = ModelInfos.ImageNet(224, 192, 256, 220);

    private static readonly LayerSummary s_layer = new("stage1.0.conv", "conv 1x1, SiLU", new FeatureShape(32, 56, 56), 1, 2, null);

    private static readonly (object Value, string Text)[] s_texts =
    [
        (new Classification(3, "tabby cat", 0.92749f), "tabby cat 92.7 %"),
        (new Detection(11.6f, 30, 200.2f, 180, 1, "dog", 0.871f), "dog 87.1 %: left 12, top 30, right 200, bottom 180"),
        (new FeatureMap("stage2", 48, 14, 15, 12544), "stage2: 48x14x15 at 12544"),
        (new FeatureShape(32, 56, 57), "[32, 56, 57]"),
        (new PictureFrame(640, 427, 320, 214), "640x427 resized to 320x214"),
        (new PictureInfo(PictureFormat.Jpeg, 640, 427, 1), "JPEG, 640x427"),
        (new PictureInfo(PictureFormat.Png, 64, 42, 6), "PNG, 64x42, orientation 6"),
        (new Rgb(255, 128, 0), "#ff8000"),
        (new ArenaRange(1024, 50176), "50176 bytes at 1024"),
        (s_layer, "stage1.0.conv: conv 1x1, SiLU -> [32, 56, 56]"),
        (s_layer with { Name = "" }, "conv 1x1, SiLU -> [32, 56, 56]"),
        (new BlockSummary("stage1.0", "iRMB", [s_layer]), "stage1.0: iRMB -> [32, 56, 56]"),
        (s_preprocessing, "crop of 192x224 from 220x256, bicubic"),
        (s_preprocessing with { Framing = Framing.Stretch }, "stretched to 192x224"),
        (
            s_preprocessing with { Framing = Framing.Fit, ResizeHeight = 200, ResizeWidth = 190 },
            "fitted into 190x200, in an input of 192x224"
        ),
        (
            ModelInfos.Of("emo-1m", s_preprocessing) with { ParameterCount = 1_361_168, MultiplyAdds = 255_240_000 },
            "emo-1m: 1.36 M parameters, 255.2 M multiply-adds, input 192x224"
        ),
        (
            new PictureOptions { ScaledDecoding = true },
            "background #ffffff, at most 100000000 pixels and 536870912 bytes, scaled decoding"
        ),
        (
            new CheckpointOptions { Prefix = "teacher.", Ignore = ["a", "b."] },
            "state dict found by the model, prefix 'teacher.', ignoring a, b."
        ),
        (
            new ModelSummary(ModelInfos.Of("tiny", s_preprocessing), [new BlockSummary("stage0", "stem", [s_layer])]),
            new ModelSummary(ModelInfos.Of("tiny", s_preprocessing), [new BlockSummary("stage0", "stem", [s_layer])]).ToString(layers: true)
        ),
    ];

    [Fact]
    public void Texts_are_readable_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = (CultureInfo)culture.Clone();
        CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "minus";
        try
        {
            Assert.All(s_texts, pair => Assert.Equal(pair.Text, pair.Value.ToString()));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Every_public_record_is_among_them()
    {
        // A record has an equality operator and a way to print its members.
        var records = typeof(IEmoModel).Assembly.GetExportedTypes().Where(type =>
            type.Namespace == "Emo" &&
            type.GetMethod("PrintMembers", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic) is not null);
        Assert.Equal(
            records.Select(type => type.Name).Order(StringComparer.Ordinal),
            s_texts.Select(pair => pair.Value.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_detection_has_a_width_a_height_and_a_centre()
    {
        var box = new Detection(10, 20, 40, 100, 0, "cell", 1);
        Assert.Equal((30, 80, 25, 60), (box.Width, box.Height, box.CenterX, box.CenterY));
    }

    [Fact]
    public void A_label_map_is_read_by_pixel()
    {
        var map = new LabelMap(3, 2, [1, 2, 2, 0, 1, 1]);
        Assert.Equal((2, 0, 1), (map[1, 0], map[0, 1], map[2, 1]));
        Assert.Equal(3, map.Count(1));
        Assert.Equal("3x2 pixels, 3 classes", map.ToString());
        Assert.Equal("x", Assert.Throws<ArgumentOutOfRangeException>(() => map[3, 0]).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentOutOfRangeException>(() => map[0, -1]).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentOutOfRangeException>(() => map[0, 2]).ParamName);
    }
}
