using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Emo;
using Microsoft.ML.OnnxRuntime;

// What an application with ONNX Runtime does at its start: load a model, decode a picture, predict once. Pictures are
// prepared by the same code as in the sample that this is compared with, so that the difference is the network's.
if (args is not [var modelPath, var picturePath])
    throw new ArgumentException("usage: ort-cold-start MODEL PICTURE");

using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
using var session = new InferenceSession(modelPath, options);
var preprocessing = new Preprocessing
{
    InputHeight = 224,
    InputWidth = 224,
    ResizeHeight = 256,
    ResizeWidth = 256,
    Interpolation = Interpolation.Bicubic,
    Mean = [0.485f, 0.456f, 0.406f],
    Std = [0.229f, 0.224f, 0.225f],
};
float[] input = new float[preprocessing.InputLength];
preprocessing.Apply(Picture.Open(picturePath), input);

using var run = new RunOptions();
using var value = OrtValue.CreateTensorValueFromMemory(input, [1, 3, 224, 224]);
using var outputs = session.Run(run, ["input"], [value], ["logits"]);
var logits = outputs[0].GetTensorDataAsSpan<float>();
float[] probabilities = new float[logits.Length];
TensorPrimitives.SoftMax(logits, probabilities);
int best = TensorPrimitives.IndexOfMax<float>(probabilities);

using var output = Console.OpenStandardOutput();
output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"class {best} {probabilities[best]:F3}\n")));
