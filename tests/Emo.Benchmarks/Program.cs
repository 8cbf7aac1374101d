using System.CommandLine;
using Emo.Benchmarks.Accuracy;
using Emo.Benchmarks.Batch;
using Emo.Benchmarks.ColdStart;
using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Micro;
using Emo.Benchmarks.Pictures;
using Emo.Benchmarks.Soak;

return new RootCommand("Benchmarks of Emo.Codegen; docs/performance.md says what each number means.")
{
    CompareCommand.Create(),
    ColdStartCommand.Create(),
    PicturesCommand.Create(),
    BdnCommand.Create(),
    BatchCommand.Create(),
    SoakCommand.Create(),
    AccuracyCommand.Create(),
}.Parse(args).Invoke();
