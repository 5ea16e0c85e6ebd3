namespace Bot.Emulation.World;

/// <summary>A button as a person sees it.</summary>
/// <param name="CustomId">What its press carries; <see langword="null"/> for a link.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Style">Discord's style, 1 to 6.</param>
/// <param name="IsDisabled">Whether it can be pressed.</param>
/// <param name="Url">Where a link leads.</param>
public sealed record EmulatedButton(string? CustomId, string? Label, int Style, bool IsDisabled, string? Url);
