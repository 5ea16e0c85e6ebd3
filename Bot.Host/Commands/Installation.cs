using System.CommandLine;
using Bot.Core.Storage;
using Bot.Host.Telemetry;

namespace Bot.Host.Commands;

/// <summary>What a command works on: the settings, the data directory and its database.</summary>
internal sealed class Installation
{
    private Installation(IConfiguration settings, DataDirectory directory, SqliteDatabase database) =>
        (Settings, Directory, Database) = (settings, directory, database);

    public IConfiguration Settings { get; }

    public DataDirectory Directory { get; }

    public SqliteDatabase Database { get; }

    /// <summary>Gets the folder of the program, in which packs, migrations and settings lie.</summary>
    public static string ProgramFolder => AppContext.BaseDirectory;

    /// <summary>Gets the folder of the packs that come with the program.</summary>
    public static string Packs => Path.Combine(ProgramFolder, "packs");

    /// <summary>Gets the folder of the models.</summary>
    public static string Models => Path.Combine(ProgramFolder, "models");

    /// <summary>Gets the version of the program.</summary>
    public static string Version => typeof(Installation).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Reads the settings, and finds what they name.</summary>
    public static Installation Find(ParseResult parsed, Option<string?> data)
    {
        var settings = ReadSettings(parsed.GetValue(data));
        var directory = new DataDirectory(settings["DataDirectory"] is { Length: > 0 } path ? path : "data");
        var migrations = Migrations.ReadFrom(Path.Combine(ProgramFolder, "migrations", "sqlite"));
        return new Installation(settings, directory, new SqliteDatabase(directory, migrations));
    }

    /// <summary>Reads the settings: <c>appsettings.json</c>, overridden by user secrets, by <c>REDFLAG__…</c> variables, and by <c>--data</c>.</summary>
    public static IConfiguration ReadSettings(string? data = null)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(ProgramFolder)
                .AddJsonFile("appsettings.json", optional: true)
                .AddUserSecrets<Installation>(optional: true)
                .AddEnvironmentVariables("REDFLAG__")
                .AddInMemoryCollection(TelemetryServices.StandardVariables())
                .AddInMemoryCollection(data is not null ? [new("DataDirectory", data)] : [])
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new SettingsException($"The settings cannot be read: {exception.Message} {exception.InnerException?.Message}", exception);
        }
    }

    /// <summary>Brings the schema up to date. Where there is something to do, nobody else may use the directory meanwhile.</summary>
    public int Migrate()
    {
        if (Database.IsCurrent())
        {
            return 0;
        }

        using var held = Directory.Hold();
        return Database.Migrate();
    }
}
