using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Speech;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class ReadTextTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.Start(("Limits:MaxSpeechAtOnce", "1"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_text_comes_back_as_words_sentences_and_phones_without_a_voice()
    {
        var (status, read) = await Read(new { data = "It cost $5. Really, я?" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(read.GetProperty("success").GetBoolean());
        Assert.Equal("It cost $5. Really, я?", read.Text("text"));
        Assert.Equal("it cost five dollars really", read.Text("words"));
        Assert.Equal(2, read.GetProperty("sentences").GetInt32());
        Assert.Equal("IH1 T | K AA1 S T | F AY1 V | D AA1 L ER0 Z | R IH1 L IY0", read.Text("phones"));
        Assert.Contains("я", Assert.Single(read.GetProperty("issues").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accounts_own_words_are_applied_where_that_is_asked_for()
    {
        await _server.Http.Post("/api/v2/term_substitutions", new { original_text = "zorp", replacement_text = "the machine" });

        Assert.Equal("the machine now", (await Read(new { data = "Zorp now", apply_custom_pronunciations = true })).Body.Text("words"));
        Assert.Equal("zorp now", (await Read(new { data = "Zorp now" })).Body.Text("words"));
    }

    [Theory]
    [InlineData(null, "invalid_data")]
    [InlineData(" ", "invalid_data")]
    [InlineData("你好", "text_not_speakable")]
    [InlineData("<speak>broken", "text_not_speakable")]
    [InlineData("a*3001", "text_too_long")]
    [InlineData("≤*3000", "text_too_long")]
    public async Task A_text_that_cannot_be_spoken_is_refused_as_speech_refuses_it(string? text, string code)
    {
        var data = text?.Split('*') is [var segment, var times] ? string.Concat(Enumerable.Repeat(segment, int.Parse(times))) : text;
        var (status, refused) = await Read(new { data });

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, refused.Text("code")));
        Assert.StartsWith("data: ", refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_waits_at_the_gate_of_speech_and_leaves_its_place_free_when_it_gives_up()
    {
        var limiter = _server.Services.GetRequiredService<SynthesisLimiter>();
        var slot = await limiter.Acquire(isFirst: true, default);
        using var patience = new CancellationTokenSource();
        var preparation = _server.Services.GetRequiredService<SpeechPreparation>();
        var (given, waiting) = (preparation.ReadText(Asked("One."), patience.Token), preparation.ReadText(Asked("Two."), default));
        Assert.Equal(HttpStatusCode.BadRequest, (await Read(new { data = new string('a', 29_990) })).Status); // waits for nobody

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(waiting.IsCompleted);
        slot.Dispose();
        Assert.Single((await waiting).Phrases);
    }

    private static SpeechRequest Asked(string text) => new("nobody", "data", text);

    private Task<(HttpStatusCode Status, JsonElement Body)> Read(object request) => _server.Http.Post("/api/v2/read", request);
}
