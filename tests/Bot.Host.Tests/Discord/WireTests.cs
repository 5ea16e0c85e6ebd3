using System.Text;
using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Discord;
using Bot.Host.Discord.Gateway;
using Bot.Host.Discord.Http;
using Bot.Host.Discord.Interactions;
using Bot.Host.Discord.Wire;
using CsCheck;
using NSec.Cryptography;

namespace Bot.Host.Tests.Discord;

public sealed class WireTests
{
    private const string Pressed =
        """
        {"id":"11","application_id":"22","type":3,"token":"secret","version":1,"guild_id":"33","channel_id":"44","something_new":{"a":[1]},
         "member":{"user":{"id":"55","username":"ana","global_name":null},"nick":null,"permissions":"32","roles":["66"]},
         "data":{"custom_id":"b:answer:qAAA","component_type":2}}
        """;

    [Fact]
    public void A_file_of_a_form_is_read_with_where_it_lies()
    {
        var read = Read(
            """
            {"id":"11","application_id":"22","type":5,"token":"secret","version":1,"guild_id":"33","channel_id":"44",
             "member":{"user":{"id":"55","username":"ana"},"permissions":"0"},
             "data":{"custom_id":"f:bank.import:","components":[
               {"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"pack","value":"ours"}},
               {"type":18,"id":3,"component":{"type":19,"id":4,"custom_id":"file","values":["77"]}},
               {"type":18,"id":5,"component":{"type":19,"id":6,"custom_id":"none","values":[]}},
               {"type":18,"id":7,"component":{"type":19,"id":8,"custom_id":"unknown","values":["78"]}}],
              "resolved":{"attachments":{"77":{"id":"77","filename":"guide.md","size":12,"url":"https://cdn.discordapp.com/ephemeral-attachments/1/77/guide.md?ex=1","ephemeral":true}}}}}
            """)!;

        var form = Assert.IsType<ChatAction.Form>(read.Action);
        Assert.Equal(["ours"], form.Values.Values);
        Assert.Equal([KeyValuePair.Create("file", new AttachedFile("guide.md", 12, "https://cdn.discordapp.com/ephemeral-attachments/1/77/guide.md?ex=1"))], form.Files!);
    }

    [Fact]
    public void A_press_is_read_with_who_did_it_and_what_they_may_do()
    {
        var read = Read(Pressed)!;

        Assert.Equal(new ChatAction.Button("answer", "qAAA"), read.Action);
        Assert.Equal(("33", "44", new ChatUser("55", "ana", IsAdministrator: true), false), (read.Guild, read.Channel, read.User, read.IsDirect));
        Assert.Equal(["66"], read.Roles);
    }

    [Theory]
    [InlineData("\"nick\":null", "\"nick\":\"Ana of the group\"", "Ana of the group")]
    [InlineData("\"global_name\":null", "\"global_name\":\"Ana\"", "Ana")]
    [InlineData("\"username\":\"ana\",", "", "55")]
    public void A_member_is_called_as_the_guild_calls_them(string was, string becomes, string name) =>
        Assert.Equal(name, Read(Pressed.Replace(was, becomes, StringComparison.Ordinal))!.User.DisplayName);

    [Theory]
    [InlineData("\"permissions\":\"32\"", "\"permissions\":\"2048\"")]
    [InlineData("\"permissions\":\"32\"", "\"permissions\":null")]
    [InlineData("\"permissions\":\"32\"", "\"permissions\":\"many\"")]
    [InlineData("\"permissions\":\"32\",", "")]
    public void Whoever_does_not_manage_the_server_is_no_organiser(string was, string becomes) =>
        Assert.False(Read(Pressed.Replace(was, becomes, StringComparison.Ordinal))!.User.IsAdministrator);

    [Theory]
    [InlineData("\"guild_id\":\"33\",", "")]
    [InlineData("\"custom_id\":\"b:answer:qAAA\"", "\"custom_id\":\"another bot's\"")]
    [InlineData("\"custom_id\":\"b:answer:qAAA\"", "\"custom_id\":null")]
    [InlineData("\"token\":\"secret\"", "\"token\":\"\"")]
    [InlineData("\"user\":{\"id\":\"55\",", "\"user\":{")]
    [InlineData("\"type\":3", "\"type\":77")]
    public void What_this_bot_cannot_have_caused_is_not_taken(string was, string becomes) =>
        Assert.Null(Read(Pressed.Replace(was, becomes, StringComparison.Ordinal)));

    [Fact]
    public void A_subcommand_is_read_with_its_options_whatever_their_type()
    {
        var read = Read(Pressed
            .Replace("\"type\":3", "\"type\":2", StringComparison.Ordinal)
            .Replace("{\"custom_id\":\"b:answer:qAAA\",\"component_type\":2}", """{"name":"drill","options":[{"type":1,"name":"start","options":[{"type":3,"name":"topic","value":"KV"},{"type":4,"name":"questions","value":5}]}]}""", StringComparison.Ordinal))!;

        var command = Assert.IsType<ChatAction.Command>(read.Action);
        Assert.Equal(("drill start", "KV", "5"), (command.Name, command.Options["topic"], command.Options["questions"]));
    }

    [Theory]
    [InlineData("""[{"type":18,"component":{"type":4,"custom_id":"text","value":"words"}}]""")]
    [InlineData("""[{"type":1,"components":[{"type":4,"custom_id":"text","value":"words"}]}]""")]
    public void A_form_is_read_however_it_is_nested(string components)
    {
        var read = Read(Pressed
            .Replace("\"type\":3", "\"type\":5", StringComparison.Ordinal)
            .Replace("{\"custom_id\":\"b:answer:qAAA\",\"component_type\":2}", $$"""{"custom_id":"f:answer:q1","components":{{components}}}""", StringComparison.Ordinal))!;

        var form = Assert.IsType<ChatAction.Form>(read.Action);
        Assert.Equal(("answer", "q1", "words"), (form.Name, form.Argument, form.Values["text"]));
    }

    [Fact]
    public void No_frame_and_no_interaction_however_mangled_breaks_anything() =>
        Gen.Select(Gen.Int[0, Pressed.Length - 1], Gen.Int[0, 40], Gen.String[Gen.Char["\"{}[],:0a\\"], 0, 6]).Sample((at, length, put) =>
        {
            var mangled = Pressed[..at] + put + Pressed[Math.Min(Pressed.Length, at + length)..];
            var frame = GatewaySocket.Parse(Encoding.UTF8.GetBytes($$"""{"op":0,"t":"INTERACTION_CREATE","s":1,"d":{{mangled}}}"""));
            if (frame.Op == 0 && frame.D.ValueKind is JsonValueKind.Object)
            {
                try
                {
                    _ = frame.D.Deserialize(DiscordJson.Default.DiscordInteraction) is { } interaction ? InteractionReading.Of(interaction) : null;
                }
                catch (JsonException)
                {
                    // Whoever reads it passes it over.
                }
            }
        });

    [Fact]
    public void Only_what_was_signed_with_the_applications_key_is_taken()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519);
        var signature = new RequestSignature(Convert.ToHexString(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)));
        var body = Encoding.UTF8.GetBytes("{\"type\":1}");
        var right = Convert.ToHexString(SignatureAlgorithm.Ed25519.Sign(key, [.. "1772442000"u8, .. body]));

        Assert.True(signature.IsRight(right, "1772442000", body));
        Assert.False(signature.IsRight(right, "1772442001", body));
        Assert.False(signature.IsRight(right, "1772442000", Encoding.UTF8.GetBytes("{\"type\":2}")));
        Assert.False(signature.IsRight(null, "1772442000", body));
        Assert.False(signature.IsRight(right, null, body));
        Assert.False(signature.IsRight(new string('z', 128), "1772442000", body));
        Gen.String[0, 200].Sample(text => Assert.False(signature.IsRight(text, text, body)));
    }

    [Theory]
    [InlineData("MTIzNDU2Nzg5MDEyMzQ1Njc4.GEmUlA.abcdefghijklmnopqrstuvwxyz0123456789AB", null)]
    [InlineData("Bot MTIzNDU2Nzg5MDEyMzQ1Njc4.GEmUlA.abcdefghijklmnopqrstuvwxyz0123456789AB", "begins with \"Bot \"")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "does not look like a bot's token")]
    [InlineData("MTIz NDU2.GEmUlA.abc", "has blanks in it")]
    public void The_form_of_a_token_is_looked_at_without_quoting_it(string token, string? fault)
    {
        var found = DiscordSwitch.FindFault(token);

        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(token, found ?? "", StringComparison.Ordinal);
    }

    private static InteractionReading? Read(string json) => InteractionReading.Of(JsonSerializer.Deserialize(json, DiscordJson.Default.DiscordInteraction)!);
}
