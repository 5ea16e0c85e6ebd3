using Bot.Core.Chat;
using Bot.Core.Members;

namespace Bot.Core.Inbox;

/// <summary>A stored event, resolved to the workspace and member it came from.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Event">What happened. The reply token is not part of it once it was read back.</param>
/// <param name="Workspace">Where.</param>
/// <param name="Member">Who.</param>
public sealed record InboxEntry(InboxId Id, ChatEvent Event, Workspace Workspace, Member Member);

/// <summary>What became of an event that an adapter handed in.</summary>
/// <param name="Entry">The stored event; to be handed over once the adapter has acknowledged.</param>
/// <param name="IsNew"><see langword="false"/> when the platform delivered an event again that is stored already.</param>
public sealed record StoredEvent(InboxEntry Entry, bool IsNew);
