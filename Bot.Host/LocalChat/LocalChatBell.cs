using System.Collections.Concurrent;
using Bot.Core.Members;
using Bot.Core.Storage;

namespace Bot.Host.LocalChat;

/// <summary>Wakes the connected pages. It carries nothing: what is new they read from the tables, so that nothing is lost or doubled.</summary>
internal sealed class LocalChatBell
{
    private readonly ConcurrentDictionary<WorkSignal, MemberId> _listeners = new();
    private int _directoryVersion;

    /// <summary>Gets a number that changes whenever a member or a channel was added.</summary>
    public int DirectoryVersion => Volatile.Read(ref _directoryVersion);

    /// <summary>Starts to listen. The signal is to be handed back to <see cref="Leave"/>.</summary>
    /// <param name="reader">Whose page it is.</param>
    public WorkSignal Join(MemberId reader)
    {
        var signal = new WorkSignal();
        _listeners[signal] = reader;
        return signal;
    }

    /// <summary>Stops listening.</summary>
    public void Leave(WorkSignal signal) => _listeners.TryRemove(signal, out _);

    /// <summary>Says that there is a new message.</summary>
    /// <param name="onlyFor">Who alone can see it; <see langword="null"/> when all can.</param>
    public void Ring(MemberId? onlyFor)
    {
        foreach (var (signal, reader) in _listeners)
        {
            if (onlyFor is null || onlyFor == reader)
            {
                signal.Set();
            }
        }
    }

    /// <summary>Says that a member or a channel was added.</summary>
    public void RingForDirectory()
    {
        Interlocked.Increment(ref _directoryVersion);
        Ring(onlyFor: null);
    }
}
