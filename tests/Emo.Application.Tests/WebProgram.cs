using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Emo.Application.Tests;

/// <summary>
/// A web application's program as it is written, on a port that is free: the hosting library announces a host that was built, so the test
/// can ask for its address and stop it.
/// </summary>
internal sealed class WebProgram : IAsyncDisposable
{
    private static readonly string[] s_arguments = ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"];

    private readonly Task _program;
    private readonly IHost _host;

    private WebProgram(Task program, IHost host, HttpClient client)
    {
        _program = program;
        _host = host;
        Client = client;
    }

    public HttpClient Client { get; }

    public static async Task<WebProgram> Start(Action<string[]> run)
    {
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listeners = DiagnosticListener.AllListeners.Subscribe(new Listener<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
            {
                listener.Subscribe(new Listener<KeyValuePair<string, object?>>(message =>
                {
                    if (message.Key == "HostBuilt")
                        built.TrySetResult((IHost)message.Value!);
                }));
            }
        }));
        var program = Task.Factory.StartNew(
            () => run(s_arguments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(program, built.Task) == program)
            await program;
        var host = await built.Task;
        var started = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        if (await Task.WhenAny(program, started.Task) == program)
            await program;
        string address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new WebProgram(program, host, new HttpClient { BaseAddress = new Uri(address) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _program;
    }

    private sealed class Listener<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnNext(T value) => onNext(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
