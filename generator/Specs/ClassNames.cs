namespace Emo.Codegen.Specs;

/// <summary>The names of all classes, and a colour for each, 0xRRGGBB, or for none.</summary>
internal sealed record ClassNames(EquatableArray<string> Labels, EquatableArray<int> Palette);
