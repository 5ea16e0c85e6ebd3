using Bot.Core.Chat;

namespace Bot.Stories.Chat;

/// <summary>What every <see cref="IChatPlatform"/> has to hold to.</summary>
public abstract class ChatPlatformContract
{
    private static readonly MessageView Hello = new() { Text = "Hello." };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_seen_by_all_of_the_channel_and_by_nobody_directly()
    {
        await using var stage = await BeginAsync();

        var receipt = await stage.Platform.PostAsync(stage.Channel, Hello, Key(1), Token);

        Assert.NotEqual(default, receipt.PostedAt);
        Assert.Equal(["Hello."], await stage.SeesAsync("ana"));
        Assert.Equal(["Hello."], await stage.SeesAsync("ben"));
        Assert.Empty(await stage.SeesDirectlyAsync("ana"));
    }

    [Theory]
    [InlineData(DeliveryWay.Post)]
    [InlineData(DeliveryWay.Reply)]
    [InlineData(DeliveryWay.Direct)]
    public async Task What_is_delivered_once_is_seen_once_however_often_it_is_sent_under_its_key(DeliveryWay way)
    {
        await using var stage = await BeginAsync();
        var first = await SendAsync(stage, way, Key(1));
        if (!stage.Platform.DeliversOnce(way))
        {
            Assert.Equal(1, (await stage.SeesAsync("ana")).Count + (await stage.SeesDirectlyAsync("ana")).Count);
            return;
        }

        var again = await SendAsync(stage, way, Key(1));
        await SendAsync(stage, way, Key(2));

        Assert.Equal(first.MessageId, again.MessageId);
        Assert.Equal(2, (await stage.SeesAsync("ana")).Count + (await stage.SeesDirectlyAsync("ana")).Count);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_private_reply_is_seen_by_its_member_only(bool firstAnswerIsPrivate, bool messageIsPrivate)
    {
        await using var stage = await BeginAsync();

        await stage.Platform.ReplyAsync(
            stage.Channel, stage.HandleOf("ana", firstAnswerIsPrivate), Hello with { Private = messageIsPrivate }, Key(1), Token);

        Assert.Equal(["Hello."], await stage.SeesAsync("ana"));
        Assert.Empty(await stage.SeesAsync("ben"));
    }

    [Fact]
    public async Task A_public_reply_is_seen_by_all_of_the_channel()
    {
        await using var stage = await BeginAsync();

        await stage.Platform.ReplyAsync(stage.Channel, stage.HandleOf("ana", isPrivate: false), Hello, Key(1), Token);

        Assert.Equal(["Hello."], await stage.SeesAsync("ben"));
    }

    [Fact]
    public async Task A_direct_message_is_seen_by_its_member_and_in_no_channel()
    {
        await using var stage = await BeginAsync();

        await stage.Platform.SendDirectAsync(stage.MemberOf("ana"), Hello, Key(1), Token);

        Assert.Equal(["Hello."], await stage.SeesDirectlyAsync("ana"));
        Assert.Empty(await stage.SeesDirectlyAsync("ben"));
        Assert.Empty(await stage.SeesAsync("ana"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> <b>not bold</b> &amp;")]
    [InlineData("@everyone @here <@123> <!channel> [a link](https://example.org) **no** `code` ```")]
    [InlineData("\u202Eright to left\u202C and \u200Binvisible")]
    [InlineData("'; DROP TABLE local_message; --")]
    public async Task Text_that_somebody_typed_stays_as_it_was_typed(string text)
    {
        await using var stage = await BeginAsync();

        await stage.Platform.PostAsync(stage.Channel, new MessageView { Text = text }, Key(1), Token);

        Assert.Equal([text], await stage.SeesAsync("ben"));
    }

    [Fact]
    public async Task What_was_cancelled_before_it_was_sent_is_not_seen()
    {
        await using var stage = await BeginAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stage.Platform.PostAsync(stage.Channel, Hello, Key(1), new CancellationToken(canceled: true)));

        Assert.Empty(await stage.SeesAsync("ana"));
    }

    /// <summary>Begins on an empty platform with a channel and its members ana and ben.</summary>
    private protected abstract Task<IPlatformStage> BeginAsync();

    private static Task<PostReceipt> SendAsync(IPlatformStage stage, DeliveryWay way, PostKey key) => way switch
    {
        DeliveryWay.Post => stage.Platform.PostAsync(stage.Channel, Hello, key, Token),
        DeliveryWay.Reply => stage.Platform.ReplyAsync(stage.Channel, stage.HandleOf("ana", isPrivate: true), Hello, key, Token),
        _ => stage.Platform.SendDirectAsync(stage.MemberOf("ana"), Hello, key, Token),
    };

    private static PostKey Key(byte number) => PostKey.From(new Guid(number, 0, 0, new byte[8]));
}

/// <summary>A platform with a channel and the members ana and ben, and what can be seen there.</summary>
internal interface IPlatformStage : IAsyncDisposable
{
    IChatPlatform Platform { get; }

    ChannelAddress Channel { get; }

    MemberAddress MemberOf(string name);

    ReplyHandle HandleOf(string name, bool isPrivate);

    /// <summary>Reads the texts that a member sees in the channel.</summary>
    Task<IReadOnlyList<string>> SeesAsync(string name);

    /// <summary>Reads the texts that were sent to a member directly.</summary>
    Task<IReadOnlyList<string>> SeesDirectlyAsync(string name);
}
