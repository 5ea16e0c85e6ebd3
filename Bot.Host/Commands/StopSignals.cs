using System.Runtime.InteropServices;

namespace Bot.Host.Commands;

/// <summary>
/// Ctrl+C and SIGTERM: the first has the bot stop in order; a second one ends the process at once,
/// which loses nothing either.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // What a shell says of a process that a signal ended.
    private const int QuitAtOnce = 130;

    private readonly TextWriter _output;
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable[] _registrations;
    private int _received;

    public StopSignals(TextWriter output)
    {
        _output = output;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];
    }

    /// <summary>Gets the token that the first signal cancels.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _received) > 1)
        {
            Environment.Exit(QuitAtOnce);
        }

        _output.WriteLine("Stopping: what is in hand is finished. A second Ctrl+C quits at once.");
        _output.Flush();
        _stop.Cancel();
    }
}
