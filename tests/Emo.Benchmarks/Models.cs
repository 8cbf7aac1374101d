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

[EmoModel("emo2-1m")]
internal sealed partial class Emo2Of1M;

[EmoModel("emo2-2m")]
internal sealed partial class Emo2Of2M;

[EmoModel("emo2-5m")]
internal sealed partial class Emo2Of5M;

[EmoModel("emo2-20m")]
internal sealed partial class Emo2Of20M;

[EmoModel("fpn-emo2-1m")]
internal sealed partial class FpnEmo2Of1M;

[EmoModel("segformer-emo2-1m")]
internal sealed partial class SegformerEmo2Of1M;

[EmoModel("emo-cifar10")]
internal sealed partial class EmoCifar10;

[EmoModel("ssdlite-cells")]
internal sealed partial class SsdLiteCells;

[EmoModel("deeplabv3-nuclei")]
internal sealed partial class DeepLabV3Nuclei;
