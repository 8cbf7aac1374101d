namespace Emo.Conformance.Tests;

// The shipped architectures and the golden variants, as classifiers and with the outputs of all stages.

[EmoModel("emo-1m")]
internal sealed partial class Emo1M;

[EmoModel("emo-1m-stages")]
internal sealed partial class Emo1MStages;

[EmoModel("emo-1m", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOdd;

[EmoModel("emo-1m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOddStages;

[EmoModel("emo-2m")]
internal sealed partial class Emo2M;

[EmoModel("emo-2m-stages")]
internal sealed partial class Emo2MStages;

[EmoModel("emo-2m", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2MOdd;

[EmoModel("emo-2m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2MOddStages;

[EmoModel("emo-5m")]
internal sealed partial class Emo5M;

[EmoModel("emo-5m-stages")]
internal sealed partial class Emo5MStages;

[EmoModel("emo-6m")]
internal sealed partial class Emo6M;

[EmoModel("emo-6m-stages")]
internal sealed partial class Emo6MStages;

[EmoModel("emo-cifar10")]
internal sealed partial class EmoCifar10;

[EmoModel("emo-cifar10-stages")]
internal sealed partial class EmoCifar10Stages;

[EmoModel("attn-after-v")]
internal sealed partial class AttnAfterV;

[EmoModel("attn-after-v-stages")]
internal sealed partial class AttnAfterVStages;

[EmoModel("global-window")]
internal sealed partial class GlobalWindow;

[EmoModel("global-window-stages")]
internal sealed partial class GlobalWindowStages;

[EmoModel("mixed-windows")]
internal sealed partial class MixedWindows;

[EmoModel("mixed-windows-stages")]
internal sealed partial class MixedWindowsStages;

[EmoModel("no-attention")]
internal sealed partial class NoAttention;

[EmoModel("no-attention-stages")]
internal sealed partial class NoAttentionStages;

[EmoModel("se-relu")]
internal sealed partial class SeRelu;

[EmoModel("se-relu-stages")]
internal sealed partial class SeReluStages;

[EmoModel("emo2-1m")]
internal sealed partial class Emo2Of1M;

[EmoModel("emo2-1m-stages")]
internal sealed partial class Emo2Of1MStages;

[EmoModel("emo2-1m", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2Of1MOdd;

[EmoModel("emo2-1m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2Of1MOddStages;

[EmoModel("emo2-1m-256")]
internal sealed partial class Emo2Of1M256;

[EmoModel("emo2-1m-256-stages")]
internal sealed partial class Emo2Of1M256Stages;

[EmoModel("emo2-2m")]
internal sealed partial class Emo2Of2M;

[EmoModel("emo2-2m-stages")]
internal sealed partial class Emo2Of2MStages;

[EmoModel("emo2-remote")]
internal sealed partial class Emo2Remote;

[EmoModel("emo2-remote-stages")]
internal sealed partial class Emo2RemoteStages;

[EmoModel("emo2-close")]
internal sealed partial class Emo2Close;

[EmoModel("emo2-close-stages")]
internal sealed partial class Emo2CloseStages;

[EmoModel("emo2-mixed")]
internal sealed partial class Emo2Mixed;

[EmoModel("emo2-mixed-stages")]
internal sealed partial class Emo2MixedStages;

[EmoModel("emo2-pre")]
internal sealed partial class Emo2Pre;

[EmoModel("emo2-pre-stages")]
internal sealed partial class Emo2PreStages;

[EmoModel("emo2-vgroup")]
internal sealed partial class Emo2Vgroup;

[EmoModel("emo2-vgroup-stages")]
internal sealed partial class Emo2VgroupStages;

[EmoModel("emo2-nodw")]
internal sealed partial class Emo2Nodw;

[EmoModel("emo2-nodw-stages")]
internal sealed partial class Emo2NodwStages;

[EmoModel("emo2-conv3")]
internal sealed partial class Emo2Conv3;

[EmoModel("emo2-conv3-stages")]
internal sealed partial class Emo2Conv3Stages;

[EmoModel("mobilenetv2-1.0")]
internal sealed partial class MobileNetV2;

[EmoModel("mobilenetv2-1.0-stages")]
internal sealed partial class MobileNetV2Stages;
