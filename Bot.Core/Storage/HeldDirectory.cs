using System.Globalization;

namespace Bot.Core.Storage;

/// <summary>A directory in one process's hands. Beside the lock, which nobody else can read, lies a note of who that is.</summary>
internal sealed class HeldDirectory : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _note;

    public HeldDirectory(FileStream held, string note)
    {
        (_lock, _note) = (held, note);
        File.WriteAllText(note, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        File.Delete(_note);
        _lock.Dispose();
    }
}
