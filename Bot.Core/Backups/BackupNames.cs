using System.Text.RegularExpressions;

namespace Bot.Core.Backups;

/// <summary>What may lie in a backup: nothing but what the data directory holds, so that no name leads anywhere else.</summary>
internal static partial class BackupNames
{
    public const string Manifest = "manifest.json";

    public const string Database = "redflag.db";

    public const string Keys = "keys";

    /// <summary>Tells whether a file of a backup may have that name.</summary>
    public static bool IsAllowed(string name) => name == Database || Key.IsMatch(name);

    [GeneratedRegex(@"\Akeys/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.xml\z")]
    private static partial Regex Key { get; }
}
