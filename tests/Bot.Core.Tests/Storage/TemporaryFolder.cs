using Bot.Core.Storage;

namespace Bot.Core.Tests.Storage;

/// <summary>A data directory of one test's own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory = new DataDirectory(System.IO.Directory.CreateTempSubdirectory("redflag-").FullName);

    public DataDirectory Directory { get; }

    /// <summary>Gets all migrations of the repository.</summary>
    public static Migrations All { get; } = Migrations.ReadFrom(Repository.PathTo("migrations", "sqlite"));

    /// <summary>Makes a folder inside this one.</summary>
    public string Folder(string name) => System.IO.Directory.CreateDirectory(Path.Combine(Directory.Path, name)).FullName;

    /// <summary>Reads a folder of migrations that a test made up.</summary>
    public Migrations MadeUp(params (string Name, string Sql)[] steps)
    {
        var folder = Folder($"migrations-{Path.GetRandomFileName()}");
        foreach (var (name, sql) in steps)
        {
            File.WriteAllText(Path.Combine(folder, name), sql);
        }

        return Migrations.ReadFrom(folder);
    }

    /// <summary>Gives the repository's migrations up to one, as an earlier program knew them.</summary>
    public Migrations Until(int number) =>
        MadeUp([.. All.Steps.Take(number).Select(step => (step.Name, step.Sql))]);

    public void Dispose() => System.IO.Directory.Delete(Directory.Path, recursive: true);
}
