using System.Collections.Frozen;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Core.Storage;
using Bot.Host.Commands;
using Microsoft.Data.Sqlite;
using Polly.Timeout;
using Quartz;

namespace Bot.Host.Telemetry;

/// <summary>
/// What a log may show of an exception: its type, where it was thrown, its causes, and its message only where messages of that
/// type are written by us or speak of files, sockets and tables. Others quote what they stumbled over: a value that cannot be
/// parsed, a column that cannot be read, a key that is not there.
/// </summary>
internal sealed partial class DiscreetException : Exception
{
    // By the exact type: what derives from one of these may quote again.
    private static readonly FrozenSet<Type> Speaking = FrozenSet.Create(
        typeof(InvalidOperationException),
        typeof(NotSupportedException),
        typeof(NullReferenceException),
        typeof(IndexOutOfRangeException),
        typeof(InvalidCastException),
        typeof(ObjectDisposedException),
        typeof(OutOfMemoryException),
        typeof(OperationCanceledException),
        typeof(TaskCanceledException),
        typeof(TimeoutException),
        typeof(TimeoutRejectedException),
        typeof(IOException),
        typeof(FileNotFoundException),
        typeof(DirectoryNotFoundException),
        typeof(EndOfStreamException),
        typeof(UnauthorizedAccessException),
        typeof(SocketException),
        typeof(HttpRequestException),
        typeof(CryptographicException),
        typeof(ChatDeliveryException),
        typeof(StorageException),
        typeof(SettingsException),
        typeof(SchedulerException));

    private readonly string _text;

    private DiscreetException(string message, string text)
        : base(message) => _text = text;

    /// <summary>Gives what a log may show.</summary>
    public static DiscreetException Of(Exception exception)
    {
        var text = new StringBuilder();
        Describe(text, exception);
        return new DiscreetException(Summarise(exception), text.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static void Describe(StringBuilder text, Exception exception)
    {
        text.Append(Summarise(exception));
        foreach (var cause in exception is AggregateException several ? several.InnerExceptions : (IEnumerable<Exception?>)[exception.InnerException])
        {
            if (cause is not null)
            {
                text.Append(Environment.NewLine).Append(" ---> ");
                Describe(text, cause);
                text.Append(Environment.NewLine).Append("   --- End of inner exception stack trace ---");
            }
        }

        if (exception.StackTrace is { } stack)
        {
            text.Append(Environment.NewLine).Append(stack);
        }
    }

    private static string Summarise(Exception exception) => exception switch
    {
        // SQLite quotes between double quotes what it could not read; constraints it names without their values.
        SqliteException sqlite => $"{exception.GetType()} ({sqlite.SqliteExtendedErrorCode}): {Quoted.Replace(exception.Message, "\"…\"")}",
        NotSupportedException when exception.Source is "System.Text.Json" => Withhold(exception),
        _ when Speaking.Contains(exception.GetType()) => $"{exception.GetType()}: {exception.Message}",
        _ => Withhold(exception),
    };

    private static string Withhold(Exception exception) => $"{exception.GetType()}: (its message may quote somebody and is withheld)";

    [GeneratedRegex("\"[^\"]*\"?")]
    private static partial Regex Quoted { get; }
}
