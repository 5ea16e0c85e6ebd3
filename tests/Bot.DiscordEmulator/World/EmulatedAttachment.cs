namespace Bot.Emulation.World;

/// <summary>A file that a person attaches to a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record EmulatedAttachment(string Name, ReadOnlyMemory<byte> Content);
