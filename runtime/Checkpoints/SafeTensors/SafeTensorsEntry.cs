using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>
/// What the header of a safetensors file says about a tensor. Begin and end are byte positions within the data that
/// follow the header.
/// </summary>
internal sealed record SafeTensorsEntry(string Name, SafeTensorsType Type, ImmutableArray<long> Shape, long Begin, long End);
