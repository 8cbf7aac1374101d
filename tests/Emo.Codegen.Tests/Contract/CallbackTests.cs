using System.Buffers;
using System.Reflection;

namespace Emo.Codegen.Tests.Contract;

/// <summary>
/// Users' code runs inside a call of ours in three places: an observer, the <c>Read</c> of a stream, the <c>GetSpan</c> of memory that a
/// user manages. Whatever it calls there, on the same thread or on another one, ends as documented: with the same bits, an exception, or a
/// disposal when the prediction is over; never with a deadlock.
/// </summary>
public sealed class CallbackTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Kinds => [.. ModelKind.Names];

    /// <summary>Kind of model, threads of the team (0: no team), whether the observer calls from another thread.</summary>
    public static TheoryData<string, int, bool> Callbacks
    {
        get
        {
            var callbacks = new TheoryData<string, int, bool>();
            foreach (string kind in ModelKind.Names)
            {
                foreach (int threads in new[] { 0, 2, 3 })
                {
                    callbacks.Add(kind, threads, false);
                    callbacks.Add(kind, threads, true);
                }
            }

            return callbacks;
        }
    }

    /// <summary>A new method fails here by its name, until the cases say what it does in an observer.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_public_method_has_a_case(string kind)
    {
        var cases = CallbackCases.Of(ModelKind.Of(kind)).Select(one => one.Member);
        Assert.Equal(CallbackCases.MembersOf(ModelKind.Of(kind)).Order(), cases.Order());
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void An_observer_that_calls_its_own_model_gets_what_is_documented(string kind, int threads, bool otherThread)
    {
        var model = ModelKind.Of(kind);
        foreach (var one in CallbackCases.Of(model))
        {
            using var subject = new CallbackSubject(model, threads);
            var seen = Observe(subject, otherThread, () => one.Call(subject), one.Member);
            if (one.Outcome == Outcome.Refused)
                Assert.True(seen is InvalidOperationException and not ObjectDisposedException, $"{one.Member}: {seen}");
            else
                Assert.True(seen is null, $"{one.Member}: {seen}");
            if (one.Outcome == Outcome.Disposes)
                Assert.Throws<ObjectDisposedException>(() => subject.Compute(subject.Model));
            else
                Assert.Equal(subject.Expected, subject.Compute(subject.Model));
        }
    }

    /// <summary>The team is busy with the first model: the second one predicts alone, and all else works on it as at any time.</summary>
    [Theory]
    [MemberData(nameof(Callbacks))]
    public void An_observer_may_do_anything_with_another_model_of_the_team(string kind, int threads, bool otherThread)
    {
        var model = ModelKind.Of(kind);
        foreach (var one in CallbackCases.Of(model))
        {
            using var subject = new CallbackSubject(model, threads);
            var neighbour = subject.Neighbour();
            var seen = Observe(
                subject,
                otherThread,
                () =>
                {
                    Assert.Equal(subject.Expected, subject.Compute(neighbour.Model));
                    one.Call(neighbour);
                },
                one.Member);
            Assert.True(seen is null, $"{one.Member}: {seen}");
            Assert.Equal(subject.Expected, subject.Compute(subject.Model));
            neighbour.Model.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void An_observer_may_read_every_property(string kind, int threads, bool otherThread)
    {
        using var subject = new CallbackSubject(ModelKind.Of(kind), threads);
        var seen = Observe(subject, otherThread, ReadAll, "properties");
        Assert.Null(seen);

        void ReadAll()
        {
            foreach (var getter in CallbackCases.GettersOf(subject.Kind))
                getter.Invoke(getter.IsStatic ? null : subject.Model, BindingFlags.DoNotWrapExceptions, null, [], null);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void An_observer_may_dispose_everything_and_start_anew(int threads, bool otherThread)
    {
        using var subject = new CallbackSubject(ModelKind.Of("Classifier"), threads);
        var neighbour = subject.Neighbour();
        var seen = Observe(subject, otherThread, DisposeAndBegin, "disposal");
        Assert.Null(seen);
        Assert.Throws<ObjectDisposedException>(() => subject.Compute(subject.Model));

        void DisposeAndBegin()
        {
            subject.Team!.Dispose();
            subject.Team.Dispose();
            Assert.Equal(threads, subject.Team.Threads);

            // It ends with the prediction that keeps it busy; until then the others predict alone.
            Assert.Equal(subject.Expected, subject.Compute(neighbour.Model));
            neighbour.Model.Dispose();
            using var team = new ThreadTeam(threads);
            using var model = subject.Kind.Load();
            model.Team = team;
            Assert.Equal(subject.Expected, subject.Compute(model));
            subject.Model.Dispose();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_disposed_team_ends_with_the_prediction_and_the_model_goes_on_without_it(int threads)
    {
        using var subject = new CallbackSubject(ModelKind.Of("Classifier"), threads);
        Assert.Null(Observe(subject, otherThread: true, subject.Team!.Dispose, "Dispose"));
        Assert.Throws<ObjectDisposedException>(() => subject.Compute(subject.Model));
        subject.Model.Team = null;
        Assert.Equal(subject.Expected, subject.Compute(subject.Model));
    }

    /// <summary>A stream is read before the model is entered.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_stream_may_do_anything_with_the_model_that_it_is_read_for(string kind)
    {
        var model = ModelKind.Of(kind);
        foreach (var one in CallbackCases.Of(model))
        {
            using var subject = new CallbackSubject(model, threads: 2);
            using var stream = new CallbackStream(subject.PictureBytes, () => one.Call(subject));
            var work = Task.Run(() => Read(subject.Model, stream));
            if (one.Outcome == Outcome.Disposes && subject.Model is not IFeatureExtractor)
                Assert.Throws<ObjectDisposedException>(() => Wait(work, one.Member));
            else
                Wait(work, one.Member);
            Assert.True(stream.Called);
        }
    }

    [Fact]
    public void Memory_of_the_users_may_dispose_the_checkpoint_that_it_is()
    {
        var kind = ModelKind.Of("Classifier");
        using var subject = new CallbackSubject(kind, threads: 2);
        byte[] file = CheckpointBytes(kind);
        foreach (int call in new[] { 1, 2, 5, 20 })
        {
            Checkpoint? checkpoint = null;
            int calls = 0;
            using var memory = new CallbackMemory(file, () =>
            {
                if (++calls == call)
                    checkpoint?.Dispose();
                Assert.Equal(subject.Expected, subject.Compute(subject.Model));
            });
            checkpoint = Checkpoint.Open(memory.Memory, "memory");
            var loading = Record.Exception(() => subject.ComputesTheSame(subject.Static<IEmoModel>("Load", checkpoint)));
            Assert.True(loading is null or ObjectDisposedException, loading?.ToString());
        }
    }

    private static byte[] CheckpointBytes(ModelKind kind)
    {
        var file = new SafetensorsBuilder();
        foreach (var (name, tensor) in kind.Checkpoint.Tensors)
        {
            float[] values = new float[tensor.Length];
            tensor.CopyTo(values);
            file.Add(name, [.. tensor.Shape], values);
        }

        return file.ToArray();
    }

    private static void Read(IEmoModel model, Stream stream)
    {
        switch (model)
        {
            case IClassifier classifier:
                classifier.Classify(stream);
                break;
            case IDetector detector:
                detector.Detect(stream);
                break;
            case ISegmenter segmenter:
                segmenter.Segment(stream);
                break;
            default:
                Picture.Decode(stream);
                break;
        }
    }

    /// <summary>Predicts with an observer that makes the call at the second block; returns what the call threw.</summary>
    private static Exception? Observe(CallbackSubject subject, bool otherThread, Action call, string name)
    {
        Exception? seen = null;
        int blocks = 0;
        subject.Model.Observer = _ =>
        {
            if (++blocks == 2)
                seen = Record.Exception(() => Call(call, otherThread));
        };
        Assert.Equal(subject.Expected, Wait(Task.Run(() => subject.Compute(subject.Model)), name));
        Assert.True(blocks >= 2, name);
        return seen;
    }

    private static void Call(Action call, bool otherThread)
    {
        if (!otherThread)
        {
            call();
            return;
        }

        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(call)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(s_patience), "a deadlock");
        if (thrown is not null)
            throw thrown;
    }

    private static T Wait<T>(Task<T> work, string name)
    {
        Wait((Task)work, name);
        return work.Result;
    }

    private static void Wait(Task work, string name)
    {
        Assert.True(Task.WaitAny([work], s_patience) == 0, $"{name}: a deadlock");
        work.GetAwaiter().GetResult();
    }

    private sealed class CallbackStream(byte[] bytes, Action call) : MemoryStream(bytes)
    {
        public bool Called { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!Called)
            {
                Called = true;
                call();
            }

            return base.Read(buffer);
        }
    }

    private sealed class CallbackMemory(byte[] bytes, Action call) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            call();
            return bytes;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
