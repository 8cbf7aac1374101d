namespace Emo.Checkpoints.Tests;

// The network of tests/data/checkpoints/cases: as it was trained, for another number of classes, and as a backbone.

[EmoModel("tiny")]
internal sealed partial class Tiny;

[EmoModel("tiny", ClassCount = 7)]
internal sealed partial class TinyOfSeven;

[EmoModel("tiny-stages")]
internal sealed partial class TinyStages;
