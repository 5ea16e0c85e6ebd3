using System.Text;
using Bot.Stories.Stage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Stories.Members;

/// <summary>Looks for traces of somebody in every column of every table, and in the bytes of the database's files.</summary>
internal static class Scan
{
    /// <summary>Lists the columns in which one of some words stands, in whatever case.</summary>
    public static IReadOnlyList<string> Columns(BotStory story, params string[] words)
    {
        using var connection = new SqliteConnection($"Data Source={story.Directory.Database};Mode=ReadOnly");
        connection.Open();
        var columns = connection.Query<(string Table, string Column)>(
            """
            SELECT t.name, c.name
            FROM pragma_table_list t
            JOIN pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type = 'table'
            """).ToList();
        Assert.True(columns.Count > 100);
        return
        [
            .. from column in columns
               from word in words
               from value in connection.Query<string>(
                   $"SELECT CAST(\"{column.Column}\" AS TEXT) FROM \"{column.Table}\" WHERE instr(lower(CAST(\"{column.Column}\" AS TEXT)), @Word) > 0",
                   new { Word = word.ToLowerInvariant() })
               select $"{column.Table}.{column.Column}: {word} in {value}",
        ];
    }

    /// <summary>Tells which of some words stand in the database's file or in its log, byte by byte.</summary>
    public static IReadOnlyList<string> Files(BotStory story, params string[] words) =>
    [
        .. from file in new[] { story.Directory.Database, story.Directory.Database + "-wal" }
           where File.Exists(file)
           let bytes = Read(file)
           from word in words
           where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0
           select $"{Path.GetFileName(file)}: {word}",
    ];

    /// <summary>Waits until no byte of some words is left. While somebody reads the bot cannot empty the log, and tries again half a minute later.</summary>
    public static async Task UntilErasedAsync(BotStory story, params string[] words)
    {
        var again = TimeSpan.FromSeconds(30);
        var end = story.Clock.GetUtcNow() + (20 * again);
        while (true)
        {
            await story.UntilAsync("the bytes are gone, or the bot will try again", () =>
                Files(story, words).Count == 0 || story.Clock.Waiting.Any(timer => timer.Wait == again));
            var left = Files(story, words);
            if (left.Count == 0)
            {
                return;
            }

            Assert.True(story.Clock.GetUtcNow() < end, string.Join('\n', left));
            story.Pass(again);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
