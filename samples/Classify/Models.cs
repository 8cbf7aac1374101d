namespace Emo.Samples.Classify;

[EmoModel("emo-cifar10")]
public sealed partial class EmoCifar10;

[EmoModel("emo2-1m")]
public sealed partial class Emo2Of1M;

[EmoModel("emo2-2m")]
public sealed partial class Emo2Of2M;

[EmoModel("emo2-5m")]
public sealed partial class Emo2Of5M;

[EmoModel("emo-1m")]
public sealed partial class Emo1M;

[EmoModel("emo-2m")]
public sealed partial class Emo2M;

[EmoModel("emo-5m")]
public sealed partial class Emo5M;

[EmoModel("emo-6m")]
public sealed partial class Emo6M;
