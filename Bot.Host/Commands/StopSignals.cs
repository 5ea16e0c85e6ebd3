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

    private readonly Action<string> _say;
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _received;

    public StopSignals(TextWriter output)
    {
        _say = line =>
        {
            output.WriteLine(line);
            output.Flush();
        };
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Take);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take);
    }

    /// <summary>Gets the token that the first signal cancels.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _received) > 1)
        {
            Environment.Exit(QuitAtOnce);
        }

        _say("Stopping: what is in hand is finished. A second Ctrl+C quits at once.");
        _stop.Cancel();
    }
}
