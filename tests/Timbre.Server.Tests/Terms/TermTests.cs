using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Accounts;
using Timbre.Server.Terms;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Terms;

public sealed class TermTests
{
    [Theory, Databases]
    public async Task Phonemes_and_substitutions_are_made_read_listed_and_deleted(string database)
    {
        await using var server = await TestServer.StartOn(database);
        foreach (var (route, table, body) in new (string, string, object)[]
        {
            ("phonemes", FieldTable.Phoneme, new { word = "three", phonetic_transcription = "θɹiː" }),
            ("term_substitutions", FieldTable.TermSubstitution, new { original_text = "gray", replacement_text = "grey" }),
        })
        {
            var (status, created) = await server.Http.Post($"/api/v2/{route}", body);
            Assert.Equal(HttpStatusCode.OK, status);
            var item = created.GetProperty("item");
            FieldTable.Check(table, item);
            var path = $"/api/v2/{route}/{item.Text("uuid")}";
            Assert.Equal(item.ToString(), (await server.Http.Get(path)).Body.GetProperty("item").ToString());
            var (_, page) = await server.Http.Get($"/api/v2/{route}?page=1");
            FieldTable.Check(FieldTable.Page, page);
            Assert.Equal(item.ToString(), Assert.Single(page.GetProperty("items").EnumerateArray()).ToString());

            var otherAccount = await OtherAccount(server, route);
            Assert.Equal(HttpStatusCode.NotFound, (await otherAccount.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await otherAccount.Send(HttpMethod.Delete, path)).Status);
            Assert.Equal(0, (await otherAccount.Get($"/api/v2/{route}")).Body.GetProperty("total_count").GetInt32());

            Assert.True((await server.Http.Send(HttpMethod.Delete, path)).Body.Is("success"));
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Send(HttpMethod.Delete, path)).Status);
        }
    }

    [Theory, Databases]
    public async Task The_newest_of_a_word_counts_whatever_its_case_and_whichever_alphabet(string database)
    {
        await using var server = await TestServer.StartOn(database);
        foreach (var (word, said) in new[] { ("Timbre", "T IH1 M B ER0"), ("timbre", "ˈtæmbɚ") })
        {
            Assert.True((await server.Http.Post("/api/v2/phonemes", new { word, phonetic_transcription = said })).Body.Is("success"));
            await Task.Delay(2);
        }

        await server.Http.Post("/api/v2/term_substitutions", new { original_text = "Dr Who", replacement_text = "the doctor" });
        var account = (await server.Services.GetRequiredService<AccountTable>().FindByIdOrName("default", default))!.Id;
        var options = await server.Services.GetRequiredService<Glossary>().ReadingOptionsOf(account, default);
        Assert.Equal(
            "T AE M . B ER", string.Join(" . ", options.Pronunciations["TIMBRE"].Select(syllable => string.Join(' ', syllable.Phones))));
        Assert.Equal("the doctor", options.Substitutions["dr who"]);
    }

    [Fact]
    public async Task What_cannot_be_applied_is_refused_by_the_name_of_the_field_and_an_account_has_a_bound()
    {
        await using var server = await TestServer.Start(("Limits:MaxTermsPerAccount", "1"));
        foreach (var (route, field, body) in new (string, string, object)[]
        {
            ("phonemes", "word", new { phonetic_transcription = "θɹiː" }),
            ("phonemes", "word", new { word = "two words", phonetic_transcription = "θɹiː" }),
            ("phonemes", "word", new { word = "7", phonetic_transcription = "θɹiː" }),
            ("phonemes", "word", new { word = new string('w', 101), phonetic_transcription = "θɹiː" }),
            ("phonemes", "phonetic_transcription", new { word = "three" }),
            ("phonemes", "phonetic_transcription", new { word = "three", phonetic_transcription = "TH R IQ3" }),
            ("phonemes", "phonetic_transcription", new { word = "three", phonetic_transcription = "θɹ" }),
            ("phonemes", "phonetic_transcription", new { word = "three", phonetic_transcription = new string('a', 10_000) }),
            ("term_substitutions", "original_text", new { replacement_text = "grey" }),
            ("term_substitutions", "replacement_text", new { original_text = "gray", replacement_text = " " }),
            ("term_substitutions", "replacement_text", new { original_text = "gray", replacement_text = new string('g', 201) }),
        })
        {
            var (status, refused) = await server.Http.Post($"/api/v2/{route}", body);
            FieldTable.Check(FieldTable.Error, refused);
            Assert.Equal((HttpStatusCode.BadRequest, $"invalid_{field}"), (status, refused.Text("code")));
            Assert.StartsWith($"{field}: ", refused.Text("message"));
        }

        var one = new { word = "three", phonetic_transcription = "TH R IY1" };
        Assert.True((await server.Http.Post("/api/v2/phonemes", one)).Body.Is("success"));
        Assert.Equal("too_many_phonemes", (await server.Http.Post("/api/v2/phonemes", one)).Body.Text("code"));
    }

    private static async Task<HttpClient> OtherAccount(TestServer server, string name)
    {
        var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name });
        var (_, key) = await admin.Post("/admin/v1/keys", new { account = name });
        return server.NewClient(key.GetProperty("item").Text("key"));
    }
}
