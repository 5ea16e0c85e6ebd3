using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.World;

/// <summary>A button as people see it.</summary>
/// <param name="Label">What it says.</param>
/// <param name="ActionId">Its name within its block.</param>
/// <param name="BlockId">Its block.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Style">"primary", "danger", or <see langword="null"/>.</param>
/// <param name="Url">Where it leads.</param>
public sealed record EmulatedButton(string Label, string ActionId, string BlockId, string? Value, string? Style, string? Url)
{
    internal static EmulatedButton Of(JsonObject button) => new(
        (string)button["text"]!["text"]!, (string)button["action_id"]!, Blocks.BlockReader.BlockOf(button), (string?)button["value"], (string?)button["style"], (string?)button["url"]);
}
