using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>
/// Reads safetensors files: an 8-byte little-endian header length, a JSON header, the tensors' bytes.
/// See https://github.com/huggingface/safetensors#format. The checks are those of the reference implementation and stricter.
/// </summary>
internal static class SafeTensorsReader
{
    private const int PrefixBytes = 8;
    private const int MaxHeaderBytes = 100_000_000;

    public static CheckpointContents Read(CheckpointFile file, CheckpointOptions options)
    {
        if (options.StateDict is not null)
        {
            throw file.Error(
                "a safetensors file holds one flat set of tensors, " +
                $"so state dict {Printable.Quote(options.StateDict)} cannot be chosen; " +
                $"leave {nameof(CheckpointOptions)}.{nameof(CheckpointOptions.StateDict)} null");
        }

        byte[] header = ReadHeader(file);
        var parsed = SafeTensorsHeader.Parse(file, header);
        long dataStart = PrefixBytes + header.Length;
        CheckRanges(file, parsed.Entries, file.Length - dataStart);

        OrderedDictionary<string, CheckpointTensor> tensors = new(parsed.Entries.Count);
        OrderedDictionary<string, string> unreadable = [];
        foreach (var entry in parsed.Entries)
        {
            TensorLayout layout = new(dataStart + entry.Begin, default);
            if (entry.Type.DataType is TensorDataType type)
                tensors.Add(entry.Name, new CheckpointTensor(file, entry.Name, type, entry.Shape, layout));
            else
                unreadable.Add(entry.Name, $"its elements are of {entry.Type.Name}; save it as F32, F16 or BF16");
        }
        StateDictCandidate all = new(Key: null, StateDictRank.Other, tensors, unreadable);
        var labels = SafeTensorsLabels.Find(parsed.Metadata);
        return new CheckpointContents([all], parsed.Metadata, NamedObjects: [], Shards: []) { Labels = labels };
    }

    private static byte[] ReadHeader(CheckpointFile file)
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Read(0, PrefixBytes));
        if (length > MaxHeaderBytes)
            throw file.Error($"its safetensors header claims {length} bytes, at most {MaxHeaderBytes} are allowed");
        if (length > (ulong)(file.Length - PrefixBytes))
            throw file.Error($"its safetensors header claims {length} bytes, but only {file.Length - PrefixBytes} follow");
        return file.Read(PrefixBytes, (long)length);
    }

    // The tensors must tile the data exactly: no overlap, no hole, nothing after the last.
    private static void CheckRanges(CheckpointFile file, IReadOnlyList<SafeTensorsEntry> entries, long dataLength)
    {
        long position = 0;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            CheckRange(file, entry, dataLength);
            if (entry.Begin < position)
            {
                throw file.Error(
                    entry.Name, $"its data begin at {entry.Begin} and overlap those of the tensor before, which end at {position}");
            }

            if (entry.Begin > position)
            {
                throw file.Error(
                    entry.Name,
                    $"its data begin at {entry.Begin} and leave a hole after those of the tensor before, which end at {position}");
            }

            position = entry.End;
        }
        if (position != dataLength)
            throw file.Error($"{dataLength - position} bytes follow the last tensor");
    }

    private static void CheckRange(CheckpointFile file, SafeTensorsEntry entry, long dataLength)
    {
        if (entry.Begin > entry.End)
            throw file.Error(entry.Name, $"its data_offsets [{entry.Begin}, {entry.End}] run backwards");
        if (entry.End > dataLength)
        {
            throw file.Error(
                entry.Name,
                $"its data_offsets [{entry.Begin}, {entry.End}] end past the data, which have {dataLength} bytes (is the file truncated?)");
        }

        int elementSize = (entry.Type.Bits + 7) / 8;
        if (TensorLayout.Fault(entry.Shape.AsSpan(), elementSize) is string fault)
            throw file.Error(entry.Name, fault);

        var (expected, rest) = Int128.DivRem((Int128)TensorLayout.LengthOf(entry.Shape.AsSpan()) * entry.Type.Bits, 8);
        if (rest != 0)
            throw file.Error(entry.Name, $"its shape [{string.Join(", ", entry.Shape)}] of {entry.Type.Name} is no whole number of bytes");
        if (entry.End - entry.Begin != expected)
        {
            throw file.Error(
                entry.Name,
                $"its shape [{string.Join(", ", entry.Shape)}] of {entry.Type.Name} needs {expected} bytes, " +
                $"but its data_offsets span {entry.End - entry.Begin}");
        }
    }
}
