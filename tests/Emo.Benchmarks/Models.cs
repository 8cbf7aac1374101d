namespace Emo.Benchmarks;

[EmoModel("emo-1m")]
internal sealed partial class Emo1M;

[EmoModel("emo-1m", InputHeight = 448, InputWidth = 448)]
internal sealed partial class Emo1MAt448;

[EmoModel("emo-2m")]
internal sealed partial class Emo2M;

[EmoModel("emo-5m")]
internal sealed partial class Emo5M;

[EmoModel("emo-6m")]
internal sealed partial class Emo6M;

[EmoModel("emo-cifar10")]
internal sealed partial class EmoCifar10;

[EmoModel("ssdlite-cells")]
internal sealed partial class SsdLiteCells;

[EmoModel("deeplabv3-nuclei")]
internal sealed partial class DeepLabV3Nuclei;
