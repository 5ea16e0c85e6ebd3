namespace Bot.Core.Import;

/// <summary>What became of reading a bank.</summary>
public abstract record BankReading
{
    private BankReading()
    {
    }

    /// <summary>Something was read.</summary>
    /// <param name="Document">All of it, with what a person should look at.</param>
    public sealed record Read(BankDocument Document) : BankReading;

    /// <summary>The file cannot be read at all.</summary>
    /// <param name="Message">Why, and what to do about it.</param>
    public sealed record Refused(string Message) : BankReading
    {
        /// <summary>Gets a value indicating whether the file looks like no format that is known; naming one may help.</summary>
        public bool IsUnrecognised { get; init; }
    }
}
