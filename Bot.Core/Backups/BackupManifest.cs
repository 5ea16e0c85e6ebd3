using System.Collections.Immutable;

namespace Bot.Core.Backups;

/// <summary>What a backup says of itself; the first file in it, <c>manifest.json</c>.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of backups that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Gets the form of the backup.</summary>
    public required int Format { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>Gets the version of the database's schema: the number of the last migration that it had.</summary>
    public required int Schema { get; init; }

    /// <summary>Gets how many rows all tables have together.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the other files in it.</summary>
    public required ImmutableArray<BackupFile> Files { get; init; }
}

/// <summary>A file in a backup.</summary>
/// <param name="Name">Its path in the data directory, with forward slashes.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
