using Bot.Core.Storage;

namespace Bot.Core.Tests.Storage;

public sealed class DataDirectoryTests
{
    [Fact]
    public void A_directory_that_is_held_is_refused_to_a_second_bot()
    {
        using var folder = new TemporaryFolder();
        using var first = folder.Directory.Hold();

        var refusal = Assert.Throws<StorageException>(new DataDirectory(folder.Directory.Path).Hold);

        Assert.Equal($"Another Redflag is using {folder.Directory.Path}. Stop it first, or give this one another directory with --data DIR.", refusal.Message);
    }

    [Fact]
    public void A_directory_is_free_once_its_holder_lets_go()
    {
        using var folder = new TemporaryFolder();
        folder.Directory.Hold().Dispose();

        using var second = folder.Directory.Hold();

        Assert.True(File.Exists(folder.Directory.LockFile));
    }

    [Fact]
    public void Holding_makes_a_directory_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        var directory = new DataDirectory(Path.Combine(folder.Directory.Path, "a", "b"));

        using var held = directory.Hold();

        Assert.True(Directory.Exists(directory.Path));
    }

    [Fact]
    public void A_directory_that_is_made_is_readable_for_its_owner_alone_and_one_that_is_there_stays_as_it_is()
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        using var folder = new TemporaryFolder();
        var made = new DataDirectory(Path.Combine(folder.Directory.Path, "made"));
        var there = new DataDirectory(Directory.CreateDirectory(Path.Combine(folder.Directory.Path, "there")).FullName);
        if (OperatingSystem.IsWindows())
        {
            return; // It has no such modes.
        }

        File.SetUnixFileMode(there.Path, Owner | UnixFileMode.GroupRead);

        made.Create();
        there.Create();

        Assert.Equal(Owner, File.GetUnixFileMode(made.Path));
        Assert.Equal(Owner | UnixFileMode.GroupRead, File.GetUnixFileMode(there.Path));
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Directory.Path, "file");
        File.WriteAllText(file, "");
        var directory = new DataDirectory(Path.Combine(file, "data"));

        var refusal = Assert.Throws<StorageException>(directory.Hold);

        Assert.StartsWith($"The data directory {directory.Path} cannot be made: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Choose another with --data DIR or the setting DataDirectory.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_file_that_cannot_be_opened_does_not_look_like_another_bot()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.Directory.LockFile, "redflag.lock"); // a link to itself: opening it fails, and nobody holds it

        var refusal = Assert.Throws<StorageException>(folder.Directory.Hold);

        Assert.StartsWith($"{folder.Directory.LockFile} cannot be written: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $" Give this user the right to write in {folder.Directory.Path}, or choose another directory with --data DIR.", refusal.Message, StringComparison.Ordinal);
    }
}
