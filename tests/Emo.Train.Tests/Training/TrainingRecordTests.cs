using Emo.Tool.Terminal;
using Emo.Train.Tests.Training;
using Emo.Train.Training;

namespace Emo.Train.Tests;

/// <summary>When a training saves its state, and what it says when it cannot go on.</summary>
public sealed class TrainingRecordTests
{
    private static readonly TrainingView s_view = new(new TrainingProgress { StepOfEpoch = 1 }, StepsPerEpoch: 2, 1, Done: 0.5, Seconds: 1);

    [Fact]
    public void The_state_is_saved_every_five_minutes_and_before_it_measures_if_a_minute_is_over()
    {
        int saved = 0;
        var clock = new Clock();
        var lines = new ProgressLines(new ToolOutput(TextWriter.Null, Stream.Null, _ => { }, width: null, colour: false), clock);
        var record = new TrainingRecord(null!, new NoPictures(), [], new RunFiles("out", "small"), lines, threads: 1, clock);
        Assert.Equal(0, After(299, () => record.Step(s_view, _ => saved++)));
        Assert.Equal(1, After(1, () => record.Step(s_view, _ => saved++)));
        Assert.Equal(1, After(59, () => record.Measure(null!, _ => saved++)));
        Assert.Equal(2, After(1, () => record.Measure(null!, _ => saved++)));

        int After(double seconds, Action act)
        {
            clock.Seconds += seconds;
            act();
            return saved;
        }
    }

    [Fact]
    public void An_error_of_libtorch_is_one_line() => Assert.Equal(
        "libtorch cannot go on: [enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory: 9 bytes. "
        + "A smaller --batch needs less memory.",
        TrainingFailure.OfLibTorch(
            "[enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory: 9 bytes.\n"
            + "Exception raised from alloc_cpu at alloc_cpu.cpp:124 (most recent call first):\n").Message);

    private sealed class NoPictures : IAccuracyMeter
    {
        public string Name => "top-1";

        public int Pictures => 0;

        public Accuracy Measure(IEmoModel model, int threads) => throw new NotSupportedException();
    }
}
