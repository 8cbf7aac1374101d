namespace Emo.Codegen.Planning;

/// <summary>
/// What a block reads. Usually just the map. When the stem left its project to the first expand (nothing but linear
/// operations lie between), <see cref="Map"/> is what the project reads, <see cref="Project"/> is that layer, and
/// <see cref="Gate"/> the squeeze-excite gate on its inputs.
/// </summary>
internal sealed record BlockInput(MapView Map, LinearSource? Project = null, int? Gate = null);
