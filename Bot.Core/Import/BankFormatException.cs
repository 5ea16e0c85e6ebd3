namespace Bot.Core.Import;

/// <summary>A file is not what it would have to be to be read in its format. Never leaves <see cref="BankReaders"/>.</summary>
/// <param name="message">What is wrong, and how to mend it.</param>
/// <param name="cause">What a library said, if one did.</param>
public sealed class BankFormatException(string message, Exception? cause = null) : Exception(message, cause);
