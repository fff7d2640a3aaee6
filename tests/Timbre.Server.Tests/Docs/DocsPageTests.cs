using System.Text.RegularExpressions;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using static Timbre.Server.Tests.Docs.PageVisit;

namespace Timbre.Server.Tests.Docs;

/// <summary>A test that needs Debian's Chromium.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!File.Exists(Browser.Program))
            Skip = "Chromium is not installed: ./test.sh installs it.";
    }
}

public sealed partial class DocsPageTests
{
    [ChromiumFact]
    public async Task A_voice_is_created_on_the_page_after_its_broken_consent_was_refused()
    {
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"));
        await using var page = await Browser.Open(new Uri(server.Url, "/docs"));
        await Photographed(page, async () =>
        {
            await page.See("main h1", "API");
            await page.Type("#search", "create voice");
            await page.Click("nav li:not([hidden]) a");
            await page.See("main h1", "Create a voice");
            await page.Type("#key", TestServer.Key);
            await page.Type("#body", """{"name":"Ada","voice_type":"rapid","consent":"no base 64 at all"}""");
            await page.Click("button.send");
            var refused = await page.See(".answer .status", "400");
            Assert.Contains("ms", refused);
            Assert.StartsWith("consent_validation_failed", await page.See(".answer .refusal", "The consent was not accepted"));

            var wav = Path.Combine(server.DataFolder, "consent.wav");
            await File.WriteAllBytesAsync(wav, Samples.Long(6));
            await page.Choose("#file-consent", wav);
            await page.There("#body", "e.value.includes('consent.wav')");
            await page.Click("button.send");
            await page.See(".answer .status", "200");
            var shown = await page.See(".answer .content pre", "\"success\": true");
            var uuid = Uuid().Match(shown).Groups[1].Value;
            var (_, stored) = await server.Http.Get($"/api/v2/voices/{uuid}");
            Assert.Equal("Ada", stored.GetProperty("item").Text("name"));
            Assert.Equal("unverified", stored.GetProperty("item").GetProperty("consent").Text("status"));

            // the next call begins with the voice that this one made
            await page.Type("#search", "get voice");
            await page.Press("Enter");
            await page.See("main h1", "Get a voice");
            Assert.Equal(uuid, (await page.Evaluate("document.getElementById('field-uuid').value")).GetString());
            await page.Click("button.send");
            await page.See(".answer .content pre", uuid);
        });
        Blameless(page, server, refusals: 1);
    }

    [ChromiumFact]
    public async Task A_key_is_kept_only_when_that_is_wanted_and_stands_in_no_command_unasked()
    {
        await using var server = await TestServer.Start();
        await using var page = await Browser.Open(new Uri(server.Url, "/docs#ListVoices"));
        await Photographed(page, async () =>
        {
            await page.See("main h1", "List voices");
            await page.Type("#key", TestServer.Key);
            await page.Click(".curl summary");
            Assert.Contains("$KEY", await page.See(".curl code", "curl"));
            Assert.DoesNotContain(TestServer.Key, await page.See("body"));
            Assert.Equal("{}{}", (await page.Evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")).GetString());

            await page.Navigate(new Uri(server.Url, "/docs?again#ListVoices"));
            await page.See("main h1", "List voices");
            Assert.Equal("", (await page.Evaluate("document.getElementById('key').value")).GetString());
            await page.Type("#key", TestServer.Key);
            await page.Click(".checks label:last-child input[type=checkbox]");
            await page.Navigate(new Uri(server.Url, "/docs?third#ListVoices"));
            await page.See("main h1", "List voices");
            Assert.Equal(TestServer.Key, (await page.Evaluate("document.getElementById('key').value")).GetString());
            Assert.DoesNotContain(
                TestServer.Key, (await page.Evaluate("document.cookie + JSON.stringify(localStorage) + location.href")).GetString());
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task What_a_voice_says_can_be_heard_on_the_page()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewSpeaker(name: "Reader");
        await using var page = await Browser.Open(new Uri(server.Url, "/docs#GetVoice"));
        await Photographed(page, async () =>
        {
            await page.See("main h1", "Get a voice");
            await page.Type("#key", TestServer.Key);
            await page.Type("#field-uuid", voice);
            await page.Click("button.send");
            await page.See(".answer .status", "200");
            foreach (var call in new[] { "Synthesize", "StreamSpeech" }) // base 64 in JSON, and a WAV of unknown length
            {
                await page.Evaluate($"location.hash = '{call}'");
                await page.There("#body", $"e.value.includes('{voice}')");
                await page.Click("button.send");
                await page.See(".answer .status", "200");
                await page.There(".answer audio", "e.duration > 1");
            }
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task Every_call_has_a_page_that_fits_a_phone()
    {
        await using var server = await TestServer.Start();
        await using var page = await Browser.Open(new Uri(server.Url, "/docs"));
        await Photographed(page, async () =>
        {
            await page.Pretend(390, 844, dark: true);
            await page.See("main h1");
            var calls = (await page.Evaluate("[...document.querySelectorAll('nav li a')].map(a => a.hash)")).EnumerateArray()
                .Select(hash => hash.GetString()!).ToList();
            Assert.True(calls.Count > 25, $"Only {calls.Count} calls are listed.");
            foreach (var call in calls)
            {
                await page.Evaluate($"location.hash = '{call}'");
                await page.See($"nav a[href='{call}'][aria-current], main h1");
                var overflow = await page.Evaluate("document.documentElement.scrollWidth - innerWidth");
                Assert.True(overflow.GetInt32() <= 0, $"{call} is {overflow} px wider than a phone.");
                var unlabelled = await page.Evaluate(
                    "[...document.querySelectorAll('main input, main select, main textarea')].filter(e => e.labels.length === 0).length");
                Assert.True(unlabelled.GetInt32() == 0, $"{call} has fields without a label.");
            }
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task What_an_answer_could_smuggle_in_does_not_run_and_is_noticed()
    {
        await using var server = await TestServer.Start();
        await using var page = await Browser.Open(new Uri(server.Url, "/docs"));
        await page.See("main h1");
        Assert.Empty(page.Complaints);
        await page.Evaluate(
            "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.smuggled = true' }))");
        await page.Evaluate(
            "document.body.append(Object.assign(document.createElement('img'), { src: 'http://elsewhere.invalid/x.png' }))");
        Assert.True((await page.Evaluate("window.smuggled === undefined")).GetBoolean());
        for (var until = DateTime.UtcNow.AddSeconds(10); page.Complaints.Count < 2 && DateTime.UtcNow < until;)
            await Task.Delay(50);
        Assert.True(page.Complaints.Count >= 2, "The browser says nothing of what its policy has blocked.");
    }

    [GeneratedRegex("\"uuid\": \"([0-9a-f]{32})\"")]
    private static partial Regex Uuid();
}
