namespace Bot.Stories.Stage;

/// <summary>A file that a member attaches to a form.</summary>
/// <param name="Field">To which field.</param>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record StoryFile(string Field, string Name, byte[] Content);
