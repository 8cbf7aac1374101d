using System.Buffers.Binary;

namespace Emo.Fuzz;

/// <summary>What a reader may throw, and what a case may cost.</summary>
internal static class Rules
{
    /// <summary>Of processor time, so that a busy machine changes nothing.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    /// <summary>The pictures of a case are refused beyond this.</summary>
    public const int MaxPixels = 1 << 22;

    private const long FixedBytes = 64 << 20;
    private const long BytesOfByte = 8;

    // docs/pictures.md: decoding takes up to 20 bytes a pixel; and a case decodes twice.
    private const long BytesOfPixel = 2 * 20;

    // A spec of a few hundred bytes may ask for a network of 250 blocks. Text is UTF-16, and stands in syntax, in a builder and in a file.
    private const long BytesOfGeneratedCharacter = 40;

    /// <summary>The exceptions that the documentation of a reader names; any other is a finding.</summary>
    private static readonly Dictionary<string, Type[]> s_documented = new(StringComparer.Ordinal)
    {
        ["safetensors"] = [typeof(CheckpointException)],
        ["torch-zip"] = [typeof(CheckpointException)],
        ["torch-legacy"] = [typeof(CheckpointException)],
        ["pickle"] = [typeof(CheckpointException)],
        ["packed"] = [typeof(CheckpointException)],
        ["png"] = [typeof(PictureException)],
        ["jpeg"] = [typeof(PictureException)],
        ["exif"] = [typeof(PictureException)],
        ["frames"] = [typeof(ArgumentException), typeof(ArgumentOutOfRangeException), typeof(InvalidOperationException)],
        ["specs"] = [typeof(Readers.SpecRefusedException)],
    };

    /// <summary>What is wrong with an exception; null if it is documented and explains itself.</summary>
    public static string? Fault(ForeignReader reader, Exception exception)
    {
        string type = exception.GetType().FullName!;
        if (exception is WrongResultException)
            return $"wrong result: {exception.Message}";
        if (!s_documented[reader.Name].Contains(exception.GetType()))
            return $"{type} in {Place(exception)}";
        return string.IsNullOrWhiteSpace(exception.Message) || exception.Message.Contains("Index was outside", StringComparison.Ordinal)
            ? $"{type} in {Place(exception)} that explains nothing: '{exception.Message}'"
            : null;
    }

    /// <summary>The bytes that a case may allocate, and all that it allocates and lets go counts.</summary>
    public static long Bytes(ForeignReader reader, byte[] file) => FixedBytes + (BytesOfByte * file.Length) + reader.Name switch
    {
        "png" or "jpeg" or "exif" => BytesOfPixel * Pixels(file),
        "specs" => BytesOfGeneratedCharacter * Readers.SpecsReader.GeneratedCharacters,
        _ => 0, // The header of a checkpoint says nothing that is not in the file, too; and a view allocates nothing.
    };

    private static string Place(Exception exception) =>
        exception.StackTrace?.Split('\n')[0].Trim() is { Length: > 0 } line ? line.Split(" in ")[0] : "nowhere";

    /// <summary>The largest size that any header in the file claims and that is not refused at once.</summary>
    private static long Pixels(byte[] file)
    {
        long most = 0;
        for (int i = 0; i + 11 < file.Length; i++)
        {
            if (file[i] == 'I' && file.AsSpan(i, 4).SequenceEqual("IHDR"u8))
                Take(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i + 8)));
            else if (file[i] == 0xFF && file[i + 1] is >= 0xC0 and < 0xD0)
                Take(BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(i + 5)), BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(i + 7)));
        }

        return most;

        void Take(long height, long width)
        {
            if (height * width <= MaxPixels)
                most = Math.Max(most, height * width);
        }
    }
}
