namespace Emo.Downstream.Tests;

// The detectors and segmenters that goldens are there for, at the goldens' sizes. A project of its own: these are the
// largest models, and seldom change.

[EmoModel("ssdlite-cells")]
internal sealed partial class SsdLiteCells;

[EmoModel("deeplabv3-nuclei")]
internal sealed partial class DeepLabV3Nuclei;

[EmoModel("ssdlite-emo-1m")]
internal sealed partial class SsdLite1M;

[EmoModel("ssdlite-emo-2m")]
internal sealed partial class SsdLite2M;

[EmoModel("retinanet-emo-1m", InputHeight = 256, InputWidth = 320)]
internal sealed partial class RetinaNet1M;

[EmoModel("deeplabv3-emo-1m")]
internal sealed partial class DeepLab1M;

[EmoModel("deeplabv3-emo-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class DeepLab1MOdd;

[EmoModel("deeplabv3-emo-2m")]
internal sealed partial class DeepLab2M;

[EmoModel("deeplabv3-emo-2m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class DeepLab2MOdd;

[EmoModel("pspnet-emo-1m")]
internal sealed partial class PspNet1M;

[EmoModel("pspnet-emo-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class PspNet1MOdd;

// EMOv2, of whose heads each has a golden.
[EmoModel("ssdlite-emo2-1m")]
internal sealed partial class Emo2SsdLite1M;

[EmoModel("retinanet-emo2-1m", InputHeight = 256, InputWidth = 320)]
internal sealed partial class Emo2RetinaNet1M;

[EmoModel("deeplabv3-emo2-1m")]
internal sealed partial class Emo2DeepLab1M;

[EmoModel("deeplabv3-emo2-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class Emo2DeepLab1MOdd;

[EmoModel("pspnet-emo2-1m")]
internal sealed partial class Emo2PspNet1M;

[EmoModel("pspnet-emo2-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class Emo2PspNet1MOdd;

[EmoModel("fpn-emo2-1m")]
internal sealed partial class Emo2SemanticFpn1M;

[EmoModel("fpn-emo2-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class Emo2SemanticFpn1MOdd;

[EmoModel("segformer-emo2-1m")]
internal sealed partial class Emo2Segformer1M;

[EmoModel("segformer-emo2-1m", InputHeight = 136, InputWidth = 200)]
internal sealed partial class Emo2Segformer1MOdd;
