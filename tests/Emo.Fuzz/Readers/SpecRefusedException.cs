namespace Emo.Fuzz.Readers;

/// <summary>The generator reported errors, which is its way to refuse a spec.</summary>
internal sealed class SpecRefusedException() : Exception("errors were reported");
