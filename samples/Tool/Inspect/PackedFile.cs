using System.Buffers.Binary;
using System.Collections.Immutable;
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
/// <param name="IsWhole">Whether length and checksum are right; only the checksum where the format is newer than this tool.</param>
/// <param name="Labels">The class names in it.</param>
/// <param name="Compared">The spec that it was to be compared with; null for all shipped ones.</param>
/// <param name="Spec">The spec of these whose model loads it in this version, or null.</param>
internal sealed record PackedFile(
    string Path, PackedWeightsHeader Header, long Bytes, bool IsWhole, ImmutableArray<string> Labels, ModelSpec? Compared, string? Spec)
{
    private const int Chunk = 1 << 20;

    private bool IsNewer => Header.FormatVersion > PackedWeightsHeader.CurrentFormat;

    private string Storage => Header.Storage switch
    {
        (uint)WeightStorage.Float32 => "float32",
        (uint)WeightStorage.Float16 => "float16",
        var other => $"unknown ({other})",
    };

    /// <summary>Null if the file holds no packed weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="spec">The spec to compare it with; null for all shipped ones.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="CheckpointException">It is no plain file, ends within its header, or has labels that are none.</exception>
    public static PackedFile? Open(string path, ModelSpec? spec)
    {
        using var file = new FileOnDisk(path);
        if (!PackedWeightsReader.Recognises(file))
            return null;
        byte[] start = file.Read(0, PackedWeightsHeader.Length);
        var header = PackedWeightsHeader.Read(start);
        bool isNewer = header.FormatVersion > PackedWeightsHeader.CurrentFormat;
        bool isWhole = (isNewer || HasLength(file, header)) && HasChecksum(file, start);
        string? fit = isNewer ? null : FindSpec(header, spec);
        return new PackedFile(path, header, file.Length, isWhole, isNewer || !isWhole ? [] : ReadLabels(file, header), spec, fit);
    }

    public void Write(ToolOutput output)
    {
        output.Line($"{output.Bold(Plain.Name(Path))}: packed weights, format {Header.FormatVersion}, {Plain.Bytes(Bytes)}");
        output.Line($"model    {Plain.Name(Header.Model)}");
        if (IsNewer)
        {
            output.Line(
                $"Format {Header.FormatVersion} is newer than this tool, which reads formats {PackedWeightsHeader.FirstFormat} to " +
                $"{PackedWeightsHeader.CurrentFormat}: install a newer one.");
            return;
        }

        output.Line($"storage  {Storage}, {Plain.Bytes(Header.WeightBytes)} of weights in memory");
        output.Line($"packing  {Header.PackingId:x32}");
        if (Header.NormChannels > 0)
            output.Line($"embed    {Header.NormChannels} values");
        if (!Labels.IsEmpty)
            output.Line($"labels   {InspectionText.ClassNames(Labels)}");
        output.Line((Spec, Compared) switch
        {
            ({ } spec, _) => $"The model of {output.Paint(spec, "32")} loads it.",
            (_, { } compared) => $"The model of {output.Bold(compared.Name)} does not load it: it is of another network, size or version.",
            _ => "It is of no shipped spec as it is, or of another version of Emo.Codegen: the model that saved it loads it.",
        });
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
        json.WriteBoolean("readable", !IsNewer);
        if (IsNewer)
            return;
        json.WriteString("storage", Storage);
        json.WriteNumber("weightBytes", Header.WeightBytes);
        json.WriteString("packingId", $"{Header.PackingId:x32}");
        json.WriteNumber("embeddingLength", Header.NormChannels);
        InspectionJson.WriteTexts(json, "labels", Labels);
        json.WriteBoolean("whole", IsWhole);
        if (Spec is not null)
            json.WriteString("spec", Spec);
    }

    private static bool HasLength(FileOnDisk file, PackedWeightsHeader header) =>
        header is { WeightBytes: >= 0, LabelCount: <= SpecLimits.MaxClasses } &&
        header.LabelBytes <= PackedExtras.MaxBytesOf(header.LabelCount) &&
        file.Length - PackedWeightsHeader.Length - header.ExtraBytes == header.StoredBytes;

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

    /// <summary>The labels stand last.</summary>
    private static ImmutableArray<string> ReadLabels(FileOnDisk file, PackedWeightsHeader header) => PackedExtras.ReadLabels(
        file, header with { NormChannels = 0 }, file.Read(file.Length - header.LabelBytes, header.LabelBytes));

    /// <summary>The spec of the model's name first.</summary>
    private static string? FindSpec(PackedWeightsHeader header, ModelSpec? spec)
    {
        if (spec is not null)
            return Id(spec) == header.PackingId ? spec.Name : null;
        return ShippedSpecs.Names
            .OrderByDescending(name => name == header.Model)
            .FirstOrDefault(name => Id(ShippedSpecs.Find(name)!.Spec!) == header.PackingId);
    }

    private static UInt128 Id(ModelSpec spec)
    {
        var (upper, lower) = Emo.Codegen.Planning.PackingId.Of(Planner.Plan(GraphBuilder.Build(spec)));
        return new UInt128(upper, lower);
    }
}
