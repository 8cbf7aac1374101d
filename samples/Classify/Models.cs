namespace Emo.Samples.Classify;

[EmoModel("emo-cifar10")]
public sealed partial class EmoCifar10;

[EmoModel("emo-1m")]
public sealed partial class Emo1M;

[EmoModel("emo-2m")]
public sealed partial class Emo2M;

[EmoModel("emo-5m")]
public sealed partial class Emo5M;

[EmoModel("emo-6m")]
public sealed partial class Emo6M;
