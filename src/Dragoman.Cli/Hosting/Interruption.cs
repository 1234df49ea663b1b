using System.Runtime.InteropServices;

namespace Dragoman.Cli.Hosting;

/// <summary>
/// Turns Ctrl-C and requests to terminate into a cancelled token, so that a command ends by itself and keeps what it has
/// done. The second such signal ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>How long a command has to end by itself before the process is ended for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Timer? _lastResort;

    /// <summary>Starts to listen for the signals.</summary>
    public Interruption()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    /// <summary>Cancelled when the first signal comes.</summary>
    public CancellationToken Token => _source.Token;

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested) return;
        context.Cancel = true;
        _lastResort = new Timer(static _ => Environment.Exit(ExitCodes.Interrupted), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _lastResort?.Dispose();
        _source.Dispose();
    }
}
