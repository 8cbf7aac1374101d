using Emo.Fuzz.Readers;

namespace Emo.Fuzz;

/// <summary>Every reader of foreign bytes.</summary>
internal static class AllReaders
{
    public static string[] Names { get; } = [.. Create().Select(reader => reader.Name)];

    public static ForeignReader[] Create() =>
    [
        new SafeTensorsReader(), new TorchZipReader(), new TorchLegacyReader(), new PickleReader(), new PackedReader(),
        new PngReader(), new JpegReader(), new FramesReader(), new ExifReader(), new SpecsReader(),
    ];

    public static ForeignReader Get(string name) => Create().Single(reader => reader.Name == name);
}
