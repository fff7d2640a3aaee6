using Microsoft.Extensions.DependencyInjection;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Server.Builds;
using Timbre.Server.Tests.Analysis;
using Timbre.Server.Tests.Docs;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;
using Timbre.Server.Tests.Webhooks;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;
using static Timbre.Server.Tests.Docs.PageVisit;

namespace Timbre.Server.Tests.Studio;

public sealed class StudioTests
{
    [ChromiumFact]
    public async Task A_voice_is_made_heard_and_seen_through_on_one_page()
    {
        await using var server = await TestServer.Start();
        await using var page = await Browser.Open(new Uri(server.Url, "/studio"));
        await Photographed(page, async () =>
        {
            await SignIn(page);
            await page.See("main .lead", "There is none yet");
            await page.Type("#name", "Ada <b>Bold</b>");
            await page.Click(".card .send");
            Assert.Equal("Ada <b>Bold</b>", await page.See("main h1", "Ada"));

            await page.Choose(
                "#files", Written(server, "clean.wav", Samples.Long(12)),
                Written(server, "clipped.wav", Damage.Wav(Damage.Clipped(Damage.Clean(1)))));
            await page.Click(".cards .send");
            await page.See(".recording h3", "clean.wav");
            await page.See(".recording:nth-of-type(2) .findings", "clipping");
            await page.There(".recording:nth-of-type(2) .wave rect.stretch.fix");
            await page.There(".recording .spectrogram", "new Set(e.getContext('2d').getImageData(0, 0, e.width, e.height).data).size > 40");
            await page.There(".recording audio", "(e.load(), true)");
            Assert.Contains("Intelligibility", await page.See(".recording .scores"));
            Assert.Contains("clipping", await page.See("main section table", "clipping"));

            await page.Click("main > div .buttons .send");
            await page.See(".state .badge", "finished");
            await page.Type("#say", "This is 1 new я.");
            await page.See("#read", "Read as: this is one new");
            await page.See("#read", "not spoken, beginning with");
            await page.Click("main > form.card .send");
            await page.There("main > form.card audio", "e.duration > 0.5");
            Assert.DoesNotMatch("null|undefined|NaN", await page.See("main"));
            await page.Click("main a[href='#']");
            await page.See("main table", "finished");
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task What_the_server_refuses_is_shown_in_its_own_words()
    {
        await using var server = await TestServer.Start();
        await using var page = await Browser.Open(new Uri(server.Url, "/studio"));
        await Photographed(page, async () =>
        {
            await SignIn(page);
            await page.Type("#name", "Ada");
            await page.Click(".card .send");
            await page.See("main h1", "Ada");
            await page.Click("main > div .buttons .send");
            await page.See("main > div .wrong", "10.0 s");
            await page.Choose("#files", Written(server, "none.wav", [1, 2, 3]));
            await page.Click(".cards .send");
            await page.See("ul.wrong li", "none.wav: ");
        });
        Blameless(page, server, refusals: 2);
    }

    [ChromiumFact]
    public async Task The_statement_is_shown_and_what_became_of_a_consent()
    {
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"), ("TIMBRE_COMPANY", "Acme Robotics"));
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        await server.Http.Recorded(uuid, "talk", Samples.Long(12));
        await using var page = await Browser.Open(new Uri(server.Url, "/studio"));
        await Photographed(page, async () =>
        {
            await SignIn(page);
            await page.Evaluate($"location.hash = '/voices/{uuid}'");
            await page.See("form blockquote", "used by Acme Robotics to train");
            await page.Choose("#consent", Written(server, "consent.wav", Samples.Bytes(0)));
            await page.Click(".cards form:last-child .send");
            await page.See(".consent .badge", "unverified");
            await page.Click("main > div .buttons .send");
            await page.See(".refusal", "The consent was not accepted");
            await page.See(".consent tbody td", "decision: ");
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task The_curve_of_a_training_is_drawn_while_it_goes_on_and_says_at_the_end_what_was_kept()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice(type: "professional");
        await server.PretendBuilding(uuid);
        var builds = server.Services.GetRequiredService<BuildTable>();
        Task Report(params TrainingPoint[] points) => builds.Report(uuid, 1, Stage.Training, 0.5, 12, default, TrainingCurve.Text(points));
        await using var page = await Browser.Open(new Uri(server.Url, "/studio"));
        await Photographed(page, async () =>
        {
            await SignIn(page);
            await builds.Report(uuid, 1, Stage.Training, 0.25, 20, default);
            await page.Evaluate($"location.hash = '/voices/{uuid}'");
            await page.There(".course", "e.childElementCount === 0");
            await Report(new(0, 1.2, 1.4), new(1, 1.1, 1.3));
            await page.See(".curve .note", "best so far: pass 1");
            await Report(new(0, 1.2, 1.4), new(1, 1.1, 1.3), new(2, 1, 1.35));
            await page.There(
                ".curve svg", "e.querySelectorAll('circle.held').length === 3 && e.querySelector('polyline.held').getTotalLength() > 100");
            Assert.DoesNotMatch("null|undefined|NaN", (await page.Evaluate("document.querySelector('.curve').outerHTML")).GetString());

            await Report(new(0, 1.2, 1.4), new(1, 1.1, 1.4), new(2, 1, 1.45));
            await server.Finish(uuid);
            await page.See(".curve .note", "the rapid voice was kept");
        });
        Blameless(page, server, refusals: 0);
    }

    [ChromiumFact]
    public async Task It_fits_a_phone_and_forgets_the_key_when_asked()
    {
        await using var server = await TestServer.Start();
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Reader", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        await server.Http.Recorded(uuid, "a long name without any space that a phone could break it at.wav", Samples.Bytes(0));
        await using var page = await Browser.Open(new Uri(server.Url, "/studio"));
        await Photographed(page, async () =>
        {
            await page.Pretend(390, 844, dark: true);
            await SignIn(page);
            foreach (var place in new[] { "", $"/voices/{uuid}" })
            {
                await page.Evaluate($"location.hash = '{place}'");
                await page.See("main h1", place.Length == 0 ? "Your voices" : "Reader");
                var overflow = await page.Evaluate("document.documentElement.scrollWidth - innerWidth");
                Assert.True(overflow.GetInt32() <= 0, $"#{place} is {overflow} px wider than a phone.");
                Assert.Equal(
                    0,
                    (await page.Evaluate(
                        "[...document.querySelectorAll('main input, main select, main textarea')].filter(e => e.labels.length === "
                            + "0).length")).GetInt32());
            }

            await page.Click("#leave");
            await page.See("main h1", "Your voices");
            await page.There("#key", "e.value === ''");
            Assert.DoesNotContain(
                TestServer.Key,
                (await page.Evaluate(
                    "document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href")).GetString());
        });
        Blameless(page, server, refusals: 0);
    }

    private static async Task SignIn(Browser page)
    {
        await page.Type("#key", TestServer.Key);
        await page.Click(".keyform .send");
        await page.See("main h1", "Your voices");
        await page.There("#name");
    }

    private static string Written(TestServer server, string name, byte[] bytes)
    {
        var path = Path.Combine(server.DataFolder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
