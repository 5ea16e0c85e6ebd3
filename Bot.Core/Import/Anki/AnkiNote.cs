namespace Bot.Core.Import.Anki;

/// <summary>A note of a deck.</summary>
/// <param name="Guid">Its lasting identifier.</param>
/// <param name="Names">The names of its fields.</param>
/// <param name="Fields">The fields, as HTML.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Deck">The path of the deck that its first card lies in.</param>
internal sealed record AnkiNote(string Guid, string[] Names, string[] Fields, string[] Tags, string[] Deck);
