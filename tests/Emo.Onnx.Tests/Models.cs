namespace Emo.Onnx.Tests;

// What is compared with ONNX Runtime value by value.

[EmoModel("emo-1m")]
internal sealed partial class Emo1M;

[EmoModel("emo-1m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOddStages;

[EmoModel("attn-after-v-stages")]
internal sealed partial class AttnAfterVStages;

// Kinds of EMOv2's networks without a golden of their own.

[EmoModel("emo2-1m-512")]
internal sealed partial class Emo2Of1M512;

[EmoModel("ssdlite512-emo2-1m")]
internal sealed partial class SsdLite512OnEmo2Of1M;

[EmoModel("deeplabv3-emo2-1m-lnlocal", InputHeight = 136, InputWidth = 200)]
internal sealed partial class DeepLabV3WithLayerNorms;
