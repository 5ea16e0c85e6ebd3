using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bot.Host.LocalChat;

namespace Bot.Host.Tests.LocalChat;

public sealed class Entering
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_that_was_not_let_in_gets_the_page_and_no_data()
    {
        await using var rig = await LocalChatRig.StartAsync();

        using var page = await rig.Browser.GetAsync(rig.Origin, Token);
        using var data = await rig.Browser.GetAsync(rig.Origin + "/api/state", Token);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, data.StatusCode);
        Assert.Contains("Open the link", await data.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page/main.js")]
    [InlineData("/page/chat.css")]
    [InlineData("/api/state")]
    [InlineData("/enter?key=wrong")]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_copies(string path)
    {
        await using var rig = await LocalChatRig.StartAsync();

        using var answer = await rig.Browser.GetAsync(rig.Origin + path, Token);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_asks_no_other_site()
    {
        await using var rig = await LocalChatRig.StartAsync();

        var files = typeof(PageFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("page/", StringComparison.Ordinal) && !name.EndsWith(".svg", StringComparison.Ordinal)).ToList();
        Assert.Contains("page/message.js", files);
        foreach (var path in files.Select(name => $"/{name}").Concat(["/", "/enter?key=wrong"]))
        {
            using var answer = await rig.Browser.GetAsync(rig.Origin + path, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);

            foreach (var forbidden in new[] { "<style", " style=", "<script>", " onclick=", "innerHTML", "insertAdjacentHTML", "document.write", "https://" })
            {
                Assert.DoesNotContain(forbidden, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_link_of_the_start_lets_one_browser_in_with_a_cookie_that_no_script_reads()
    {
        await using var rig = await LocalChatRig.StartAsync();

        using var entered = await rig.Browser.GetAsync(rig.EntryUrl, Token);
        using var data = await rig.Browser.GetAsync(rig.Origin + "/api/state", Token);

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal("/", entered.Headers.Location!.ToString());
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, data.StatusCode);
    }

    [Fact]
    public async Task A_used_link_tells_another_browser_what_to_do_and_sends_the_first_one_on()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        using var other = new HttpClient();

        using var second = await other.GetAsync(rig.EntryUrl, Token);
        using var first = await rig.Browser.GetAsync(rig.EntryUrl, Token);

        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
        Assert.Contains("start it again", await second.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_lets_nobody_in_and_uses_nothing_up()
    {
        await using var rig = await LocalChatRig.StartAsync();

        using var wrong = await rig.Browser.GetAsync(rig.Origin + "/enter?key=" + new string('A', 43), Token);
        using var none = await rig.Browser.GetAsync(rig.Origin + "/enter", Token);
        using var right = await rig.Browser.GetAsync(rig.EntryUrl, Token);

        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task A_browser_stays_let_in_when_the_bot_was_started_again()
    {
        await using var before = await LocalChatRig.StartAsync();
        using var entered = await before.Browser.GetAsync(before.EntryUrl, Token);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie")).Split(';')[0];
        var port = new Uri(before.Origin).Port;
        await before.StopAsync();

        await using var after = await LocalChatRig.StartAsync(before.Folder, port: port);
        using var request = new HttpRequestMessage(HttpMethod.Get, after.Origin + "/api/state");
        request.Headers.Add("Cookie", cookie);
        using var answer = await after.Browser.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_or_outdated_cookie_lets_nobody_in()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(LocalChatRig.MondayMorning);
        await using var rig = await LocalChatRig.StartAsync(time: clock);
        using var entered = await rig.Browser.GetAsync(rig.EntryUrl, Token);
        using var forged = new HttpRequestMessage(HttpMethod.Get, rig.Origin + "/api/state");
        forged.Headers.Add("Cookie", $"redflag-{new Uri(rig.Origin).Port}=CfDJ8AAAA");
        using var stranger = new HttpClient();

        using var forgedAnswer = await stranger.SendAsync(forged, Token);
        clock.Advance(TimeSpan.FromDays(181));
        using var outdated = await rig.Browser.GetAsync(rig.Origin + "/api/state", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, forgedAnswer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, outdated.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.evil.example:{0}")]
    public async Task A_name_that_is_not_this_machine_gets_nothing(string host)
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, rig.Origin + "/api/state");
        request.Headers.Host = host.Replace("{0}", $"{new Uri(rig.Origin).Port}", StringComparison.Ordinal);

        using var answer = await rig.Browser.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/enter")]
    [InlineData("/api/state")]
    public async Task A_door_that_is_open_for_another_platform_does_not_lead_to_the_page(string path)
    {
        await using var rig = await LocalChatRig.StartInsideAsync();

        using var answer = await rig.Browser.GetAsync(Assert.Single(rig.OtherDoors) + path, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_can_neither_read_nor_write(string header, string value)
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        using var read = new HttpRequestMessage(HttpMethod.Get, rig.Origin + "/api/state");
        read.Headers.Add(header, value);
        using var write = new HttpRequestMessage(HttpMethod.Post, rig.Origin + "/api/members") { Content = JsonContent.Create(new { name = "Eve" }) };
        write.Headers.Add(header, value);

        using var readAnswer = await rig.Browser.SendAsync(read, Token);
        using var writeAnswer = await rig.Browser.SendAsync(write, Token);

        Assert.Equal(HttpStatusCode.Forbidden, readAnswer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, writeAnswer.StatusCode);
        Assert.Empty((await rig.GetAsync("/api/state"))["members"]!.AsArray());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_a_plain_form_of_another_site_could_send_is_not_taken(string contentType)
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        using var write = new HttpRequestMessage(HttpMethod.Post, rig.Origin + "/api/members") { Content = new StringContent("""{"name":"Eve"}""", Encoding.UTF8, contentType) };
        write.Headers.Add("Origin", rig.Origin);

        using var answer = await rig.Browser.SendAsync(write, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }
}
