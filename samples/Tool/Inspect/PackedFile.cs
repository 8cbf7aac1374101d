using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;
using Emo.Checkpoints;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.CompilerServices;
using Emo.Tool.Terminal;

namespace Emo.Tool.Inspect;

/// <summary>A file of packed weights.</summary>
/// <param name="Path">The file.</param>
/// <param name="Header">What stands before the weights.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="IsWhole">Whether length and checksum are right.</param>
/// <param name="Spec">The shipped spec whose model loads it in this version, or null.</param>
internal sealed record PackedFile(string Path, PackedWeightsHeader Header, long Bytes, bool IsWhole, string? Spec)
{
    private const int Chunk = 1 << 20;

    /// <summary>Null if the file holds no packed weights.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CheckpointException">It is no plain file, or ends within its header.</exception>
    public static PackedFile? Open(string path)
    {
        using var file = new FileOnDisk(path);
        if (!PackedWeightsReader.Recognises(file))
            return null;
        byte[] start = file.Read(0, PackedWeightsHeader.Length);
        var header = PackedWeightsHeader.Read(start);
        return new PackedFile(path, header, file.Length, HasChecksum(file, start), FindSpec(header));
    }

    public string Storage => Header.Storage == (uint)WeightStorage.Float16 ? "float16" : "float32";

    public void Write(ToolOutput output)
    {
        output.Line($"{output.Bold(Plain.Name(Path))}: packed weights, format {Header.FormatVersion}, {Plain.Bytes(Bytes)}");
        output.Line($"model    {Plain.Name(Header.Model)}");
        output.Line($"storage  {Storage}, {Plain.Bytes(Header.WeightBytes)} of weights in memory");
        output.Line($"packing  {Header.PackingId:x32}");
        output.Line(Spec is null
            ? "It is of no shipped spec as it is, or of another version of Emo.Codegen: the model that saved it loads it."
            : $"The model of {output.Paint(Spec, "32")} loads it.");
        if (!IsWhole)
            output.Line(output.Paint("It is damaged: its length or checksum is wrong. Save it again.", "31"));
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("file", Path);
        json.WriteString("format", "packed weights");
        json.WriteNumber("version", Header.FormatVersion);
        json.WriteNumber("bytes", Bytes);
        json.WriteString("model", Header.Model);
        json.WriteString("storage", Storage);
        json.WriteNumber("weightBytes", Header.WeightBytes);
        json.WriteString("packingId", $"{Header.PackingId:x32}");
        json.WriteBoolean("whole", IsWhole);
        if (Spec is not null)
            json.WriteString("spec", Spec);
    }

    private static bool HasChecksum(FileOnDisk file, byte[] start)
    {
        var checksum = new XxHash3();
        checksum.Append(start.AsSpan(..PackedWeightsHeader.ChecksumOffset));
        byte[] buffer = new byte[Chunk];
        for (long done = PackedWeightsHeader.Length; done < file.Length; done += Chunk)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(Chunk, file.Length - done));
            file.Read(done, chunk);
            checksum.Append(chunk);
        }

        return checksum.GetCurrentHashAsUInt64() ==
            BinaryPrimitives.ReadUInt64LittleEndian(start.AsSpan(PackedWeightsHeader.ChecksumOffset));
    }

    /// <summary>The spec of the model's name first.</summary>
    private static string? FindSpec(PackedWeightsHeader header) => ShippedSpecs.Names
        .OrderByDescending(name => name == header.Model)
        .FirstOrDefault(name => Id(ShippedSpecs.Find(name)!.Spec!) == header.PackingId);

    private static UInt128 Id(ModelSpec spec)
    {
        var (upper, lower) = Emo.Codegen.Planning.PackingId.Of(Planner.Plan(GraphBuilder.Build(spec)));
        return new UInt128(upper, lower);
    }
}
