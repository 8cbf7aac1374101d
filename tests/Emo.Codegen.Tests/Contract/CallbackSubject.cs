using System.Reflection;

namespace Emo.Codegen.Tests.Contract;

/// <summary>A small model of one kind with a team, what it computes alone, and what its methods are called with.</summary>
internal sealed class CallbackSubject : IDisposable
{
    /// <summary>One grey pixel.</summary>
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private readonly string _folder = Directory.CreateTempSubdirectory("emo-callback").FullName;

    public CallbackSubject(ModelKind kind, int threads)
    {
        Kind = kind;
        Model = kind.Load();
        Input = [.. Enumerable.Range(0, Model.Info.Preprocessing.InputLength).Select(i => MathF.Sin(i))];
        Expected = Compute(Model);
        Picture = new Picture(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)(4 * i))]);
        File.WriteAllBytes(PictureFile, PictureBytes);
        Team = threads > 0 ? new ThreadTeam(threads) : null;
        Model.Team = Team;
    }

    public ModelKind Kind { get; }

    public IEmoModel Model { get; private set; }

    public ThreadTeam? Team { get; }

    public float[] Input { get; }

    public float[] Expected { get; }

    public Picture Picture { get; }

    public byte[] PictureBytes { get; } = Convert.FromBase64String(Png);

    public string PictureFile => Path.Combine(_folder, "picture.png");

    public string WeightsFile => Path.Combine(_folder, "weights");

    /// <summary>The same over another instance, with the same team.</summary>
    public CallbackSubject Neighbour()
    {
        var neighbour = (CallbackSubject)MemberwiseClone();
        neighbour.Model = ModelKind.Fork(Model);
        neighbour.Model.Team = Team;
        return neighbour;
    }

    /// <summary>The raw outputs.</summary>
    public float[] Compute(IEmoModel model) => ModelKind.Compute(model, Input);

    public void ComputesTheSame(IEmoModel model)
    {
        using (model)
            Assert.Equal(Expected, Compute(model));
    }

    /// <summary>Calls a static method of the generated class.</summary>
    public T Static<T>(string method, params object[] arguments) => (T)Kind.Type
        .GetMethods().Single(each => each.Name == method && Takes(each, arguments))
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static bool Takes(MethodInfo method, object[] arguments) =>
        method.GetParameters().Length == arguments.Length &&
        method.GetParameters().Zip(arguments).All(pair => pair.First.ParameterType.IsInstanceOfType(pair.Second));

    public void Dispose()
    {
        Model.Dispose();
        Team?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
