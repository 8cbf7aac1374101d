using System.CommandLine;
using Emo.Benchmarks.Compare;

return new RootCommand("Benchmarks of Emo.Codegen; docs/performance.md says what each number means.")
{
    CompareCommand.Create(),
}.Parse(args).Invoke();
