using System.Text.Json.Nodes;
using Bot.Emulation.Rest;
using Bot.Emulation.World;

namespace Bot.Emulation.Interactions;

/// <summary>Takes first answers. https://docs.discord.com/developers/interactions/receiving-and-responding</summary>
internal static class InteractionCallback
{
    private const int Ephemeral = 64;

    /// <summary>Takes the first answer to an interaction; the world's lock is held.</summary>
    public static void Take(DiscordWorld world, EmulatedInteraction interaction, JsonObject body)
    {
        var type = body["type"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        var data = body["data"] as JsonObject;
        var flags = data?["flags"]?.GetValue<int>() ?? 0;
        switch (type)
        {
            case 4 when interaction.Type is 2 or 3 or 5:
                BodyCheck.OfMessage(data ?? [], files: 0, mayBeEmpty: false);
                var (people, everyone) = (flags & Ephemeral) != 0 ? ([], false) : MessageAudience.Of(world, interaction.Channel, data ?? []);
                Give(interaction, MessageOf(world, interaction, (JsonObject)(data ?? []).DeepClone(), (flags & Ephemeral) != 0, isLoading: false, people, everyone));
                break;
            case 5 when interaction.Type is 2 or 3 or 5:
                if ((flags & ~Ephemeral) != 0)
                {
                    throw new RestError(400, 50035, "Invalid Form Body: a deferral takes no flag but EPHEMERAL");
                }

                Give(interaction, MessageOf(world, interaction, [], (flags & Ephemeral) != 0, isLoading: true, [], everyone: false));
                break;
            case 6 when interaction.Type is 3 || interaction is { Type: 5, Origin: not null }:
                interaction.Original = interaction.Origin;
                break;
            case 7 when interaction.Type is 3 || interaction is { Type: 5, Origin: not null }:
                BodyCheck.OfMessage(data ?? [], files: 0, mayBeEmpty: true);
                interaction.Origin!.Edit((JsonObject)(data ?? []).DeepClone(), world.Now);
                interaction.Original = interaction.Origin;
                break;
            case 8 when interaction.Type is 4:
                BodyCheck.OfSuggestions(data ?? []);
                break;
            case 9 when interaction.Type is 2 or 3:
                BodyCheck.OfModal(data ?? []);
                break;
            default:
                throw new RestError(400, 50035, $"Invalid Form Body: interaction callback type {type} does not fit an interaction of type {interaction.Type}");
        }

        interaction.Answer(type, (JsonObject?)data?.DeepClone());
    }

    /// <summary>Makes a message that answers an interaction, and puts it into its channel.</summary>
    public static EmulatedMessage MessageOf(
        DiscordWorld world, EmulatedInteraction interaction, JsonObject body, bool isPrivate, bool isLoading, IReadOnlyList<EmulatedUser> people, bool everyone)
    {
        var made = new EmulatedMessage(world.NextId(), interaction.Channel, world.Bot, world.Now, body)
        {
            SeenOnlyBy = isPrivate ? interaction.User : null,
            IsLoading = isLoading,
            Notified = people,
            NotifiedEveryone = everyone,
            Source = new EmulatedInteractionSource(world.ApplicationId, interaction.Id, interaction.Type, interaction.User),
        };
        interaction.Channel.Messages.Add(made);
        return made;
    }

    private static void Give(EmulatedInteraction interaction, EmulatedMessage message)
    {
        interaction.Original = message;
        interaction.Given.Add(message);
    }
}
