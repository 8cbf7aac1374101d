namespace Emo.Onnx.Tests;

// What is compared with ONNX Runtime value by value.

[EmoModel("emo-1m")]
internal sealed partial class Emo1M;

[EmoModel("emo-1m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOddStages;

[EmoModel("attn-after-v-stages")]
internal sealed partial class AttnAfterVStages;
