namespace Bot.Core.Chat;

/// <summary>A file that somebody attached to a form. Its content stays on the platform until the bot asks for it.</summary>
/// <param name="Name">Its name, as the person's machine has it; hostile and of any length.</param>
/// <param name="Size">How many bytes it has, as the platform says.</param>
/// <param name="Link">By what the platform finds it; a secret, and of use for some hours only.</param>
public sealed record AttachedFile(string Name, long Size, string Link);
