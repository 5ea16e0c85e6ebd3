using System.Text.Json;

namespace Bot.Core.Storage;

/// <summary>
/// Puts other files in the place of a data directory's own, and keeps those. From the moment at which the intention is written
/// down it is carried out, if need be by whoever holds the directory next: whatever happens, all is old or all is new.
/// </summary>
/// <param name="directory">The directory; its holder calls.</param>
internal sealed class DirectorySwap(DataDirectory directory)
{
    private static readonly string[] Own = ["redflag.db", "redflag.db-wal", "redflag.db-shm", "redflag.db-journal", "keys"];

    private string Intention => Path.Combine(directory.Path, "swap.json");

    /// <summary>Gets what is called before each step, so that a test can end the work there.</summary>
    internal Action<string> BeforeStep { get; init; } = _ => { };

    /// <summary>Gets a value indicating whether a swap was begun and not finished.</summary>
    public bool IsPending => File.Exists(Intention);

    /// <summary>Swaps.</summary>
    /// <param name="prepared">The name of the folder, inside the directory, that holds the new files.</param>
    /// <param name="kept">The name of the folder, inside the directory, that takes the old ones.</param>
    public void Run(string prepared, string kept)
    {
        Write(new Plan(prepared, kept, IsClear: false));
        Finish();
    }

    /// <summary>Carries out what is written down, from wherever it was left.</summary>
    public void Finish()
    {
        if (!IsPending)
        {
            return;
        }

        var plan = JsonSerializer.Deserialize<Plan>(File.ReadAllText(Intention))
            ?? throw new StorageException($"{Intention} cannot be read. Move the files of its folder \"restoring…\" into {directory.Path} by hand, and delete it.");
        var prepared = Path.Combine(directory.Path, plan.Prepared);
        if (!plan.IsClear)
        {
            var kept = Path.Combine(directory.Path, plan.Kept);
            foreach (var name in Own)
            {
                Move(Path.Combine(directory.Path, name), Path.Combine(kept, name));
            }

            Write(plan with { IsClear = true });
        }

        // The database last: without it, whoever looks waits for the directory's holder.
        foreach (var name in Own.Reverse())
        {
            Move(Path.Combine(prepared, name), Path.Combine(directory.Path, name));
        }

        BeforeStep("done");
        File.Delete(Intention);
        if (Directory.Exists(prepared))
        {
            Directory.Delete(prepared, recursive: true);
        }
    }

    private void Move(string from, string to)
    {
        var isFolder = Directory.Exists(from);
        if (!isFolder && !File.Exists(from))
        {
            return;
        }

        BeforeStep(to);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (isFolder)
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }

    private void Write(Plan plan)
    {
        BeforeStep("plan");
        var draft = Intention + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, plan);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Intention, overwrite: true);
    }

    private sealed record Plan(string Prepared, string Kept, bool IsClear);
}
