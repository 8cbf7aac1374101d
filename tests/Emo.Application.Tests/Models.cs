using Emo;

namespace Pages;

/// <summary>The model that the pages speak of; its weights lie beside the tests.</summary>
[EmoModel("emo-cifar10")]
public sealed partial class EmoCifar10;
