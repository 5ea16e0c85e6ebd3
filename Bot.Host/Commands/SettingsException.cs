namespace Bot.Host.Commands;

/// <summary>The settings or the command line ask for something that cannot be. The message says what and how to mend it.</summary>
internal sealed class SettingsException(string message, Exception? cause = null) : Exception(message, cause);
