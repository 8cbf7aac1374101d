namespace Emo.Onnx;

/// <summary>The elements of a tensor of the state dict, in row-major order.</summary>
/// <param name="name">The state-dict key.</param>
internal delegate float[] TensorSource(string name);
