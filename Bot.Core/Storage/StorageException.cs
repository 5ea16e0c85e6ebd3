namespace Bot.Core.Storage;

/// <summary>The data directory or the database cannot be used as it is. The message says why and how to mend it; nothing was touched.</summary>
/// <param name="message">For the operator.</param>
/// <param name="cause">What was thrown, if anything.</param>
public sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause);
