using System.CommandLine;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Train.Data;
using Emo.Train.Objectives;
using Emo.Train.Training;

namespace Emo.Train.Commands;

/// <summary>What the commands differ in.</summary>
/// <typeparam name="TFile">What is known of a picture's file.</typeparam>
/// <typeparam name="TTruth">What is true of an input.</typeparam>
internal interface ITrainingKind<TFile, TTruth>
{
    /// <exception cref="DataSetException">The spec is of another kind, or has nothing to tell apart.</exception>
    void Check(ModelSpec spec);

    /// <exception cref="DataSetException">Something is wrong with the data.</exception>
    DataSet<TFile> Open(string path, ModelSpec spec, DataOptions options);

    ISampler<TFile, TTruth> Sampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache);

    /// <summary>Whether pictures of rare classes can come more often.</summary>
    bool CanBalance { get; }

    /// <summary>How often each picture comes in an epoch, so that rare classes come more often.</summary>
    IReadOnlyList<double>? Repeats(DataSet<TFile> data);

    IObjective<TTruth> Objective(ParseResult result, ModelSpec spec, LayerGraph graph, DataSet<TFile> data);

    /// <summary>The options that the objective has, which a resumed run must have in common with its beginning.</summary>
    IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result);

    /// <summary>What is true of a picture, so that a resumed run can see whether it still is.</summary>
    string Text(TFile truth);

    IAccuracyMeter Meter(DataSet<TFile> data);

    /// <summary>A statement that uses the network, in C#, with a <c>model</c>.</summary>
    string Usage { get; }
}
