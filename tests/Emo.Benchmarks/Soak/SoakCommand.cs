using System.CommandLine;

namespace Emo.Benchmarks.Soak;

/// <summary><c>soak</c>: models, teams and observers under everything at once.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
        var threads = new Option<int>("--threads")
        {
            Description = "How many threads do things at random.",
            DefaultValueFactory = _ => Math.Max(4, 2 * Environment.ProcessorCount),
        };
        var seed = new Option<int>("--seed")
        {
            Description = "What each thread does follows from it.",
            DefaultValueFactory = _ => Random.Shared.Next(),
        };
        var command = new Command(
            "soak",
            "Threads that fork, predict, detect, dispose, forget, observe, save, and share teams at random: every result has the bits " +
            "that a single thread gets, and threads, handles and memory return. Exits with 1 if not.")
        {
            minutes, threads, seed,
        };
        command.SetAction(result => new SoakRun(result.GetValue(seed), result.GetValue(threads), Console.Out.WriteLine)
            .Run(TimeSpan.FromMinutes(result.GetValue(minutes))) == 0 ? 0 : 1);
        return command;
    }
}
