using System.Text;

namespace Emo;

/// <summary>
/// The safetensors format: header length, JSON header, data. Everything that its specification forbids is rejected:
/// overlaps, holes, trailing bytes, duplicate keys, shapes that do not match their ranges.
/// </summary>
internal static class SafetensorsReader
{
    private const ulong MaxHeader = 100_000_000;

    public static CheckpointContents Read(ICheckpointBytes bytes, ulong headerLength)
    {
        if (headerLength > MaxHeader)
            throw Invalid(bytes, $"it is neither a PyTorch zip file nor safetensors: as safetensors its header would have {headerLength} bytes, more than the {MaxHeader} that are allowed");
        if (headerLength > (ulong)(bytes.Length - 8))
            throw Invalid(bytes, $"its header should have {headerLength} bytes, but only {bytes.Length - 8} follow");
        byte[] header = new byte[headerLength];
        bytes.Read(8, header);
        if (header.Length == 0 || header[0] != '{')
            throw Invalid(bytes, "its header does not start with '{'");

        var (entries, metadata) = SafetensorsHeader.Parse(bytes.Name, header);
        long dataStart = 8 + (long)headerLength;
        CheckRanges(bytes, entries, bytes.Length - dataStart);
        var tensors = new OrderedDictionary<string, CheckpointTensor>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
            tensors.Add(entry.Name, new StoredTensor(bytes, entry.Name, entry.DataType, entry.Shape, dataStart + entry.Begin, []));
        return new CheckpointContents(tensors, null, metadata);
    }

    private static void CheckRanges(ICheckpointBytes bytes, List<SafetensorsEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            long count = TensorDataTypes.ElementCount(entry.Shape.AsSpan());
            if (entry.End < entry.Begin)
                throw Invalid(bytes, $"the range of tensor '{entry.Name}' runs backwards: [{entry.Begin}, {entry.End}]");
            if (count < 0 || count > long.MaxValue / 8 || count * entry.DataType.Size() != entry.End - entry.Begin)
                throw Invalid(bytes, $"tensor '{entry.Name}' of shape [{string.Join(", ", entry.Shape)}] and type {entry.DataType} does not have the {entry.End - entry.Begin} bytes of its range");
            if (entry.End > dataLength)
                throw Invalid(bytes, $"tensor '{entry.Name}' ends at byte {entry.End} of the data, which has {dataLength} bytes");
            if (entry.Begin != end)
                throw Invalid(bytes, $"tensor '{entry.Name}' starts at byte {entry.Begin} of the data, but the tensors before it end at {end}: ranges must neither overlap nor leave holes");
            end = entry.End;
        }

        if (end != dataLength)
            throw Invalid(bytes, $"{dataLength - end} bytes follow the last tensor");
    }

    private static CheckpointException Invalid(ICheckpointBytes bytes, string reason) =>
        new(new StringBuilder($"'{bytes.Name}' is not a valid checkpoint: ").Append(reason).Append('.').ToString());
}
