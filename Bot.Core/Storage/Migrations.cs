using System.Collections.Immutable;
using System.Globalization;

namespace Bot.Core.Storage;

/// <summary>The numbered migrations of one kind of database, in order. They are only ever added to.</summary>
public sealed class Migrations
{
    private Migrations(ImmutableArray<Migration> steps) => Steps = steps;

    /// <summary>Gets the steps, by number from 1 without a gap.</summary>
    public ImmutableArray<Migration> Steps { get; }

    /// <summary>Gets the number of the last step: the version of the schema that this program knows.</summary>
    public int Latest => Steps.Length;

    /// <summary>Reads the steps from a folder of files named <c>NNNN_name.sql</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The steps.</returns>
    /// <exception cref="StorageException">The folder is missing, or the numbers are not 1, 2, 3 and so on.</exception>
    public static Migrations ReadFrom(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new StorageException($"The migrations are missing: {folder}. Install Redflag again.");
        }

        var files = Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal).ToList();
        var steps = files.Select((file, index) =>
        {
            var name = Path.GetFileName(file);
            return name.Length > 5 && int.TryParse(name.AsSpan(0, 4), CultureInfo.InvariantCulture, out var number) && number == index + 1
                ? new Migration(number, name, File.ReadAllText(file))
                : throw new StorageException($"The migration {name} is out of order: number {index + 1} was expected. Install Redflag again.");
        });
        return new Migrations([.. steps]);
    }
}

/// <summary>One step of the schema.</summary>
/// <param name="Number">Its number; the database says which it had last.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sql">What it does.</param>
public sealed record Migration(int Number, string Name, string Sql);
