using Microsoft.Extensions.DependencyInjection;
using Timbre.Models.Voices;
using Timbre.Server.Accounts;
using Timbre.Server.Speech;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class FairTurnsTests : IAsyncLifetime
{
    private const string Long =
        "of us walked slowly down the old river in the heavy morning rain and nobody in the quiet house with the yellow garden knew of it";

    private TestServer _server = null!;
    private string _voice = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.Start(("Limits:MaxSpeechAtOnce", "1"));
        _voice = await _server.NewSpeaker();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Two_listeners_of_long_phrases_get_their_stretches_by_turns()
    {
        var (one, other) = (await Prepare($"Seven {Long}."), await Prepare($"Eleven {Long}."));
        var (turns, gate) = (new List<int>(), new Lock());
        using var bothListen = new Barrier(2);

        var counts = await Task.WhenAll(Listen(0, one), Listen(1, other));

        Assert.All(counts, count => Assert.InRange(count, 4, 20));
        var shared = turns.Take(Math.Min(turns.LastIndexOf(0), turns.LastIndexOf(1)) + 1).ToList();
        var changes = shared.Zip(shared.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.InRange(shared.Count, 5, 40);
        Assert.InRange(changes, shared.Count / 2, shared.Count); // a busy machine may let one come late to a turn

        Task<int> Listen(int who, PreparedSpeech speech) => Task.Run(async () =>
        {
            var count = 0;
            await foreach (var stretch in speech.Speak(CancellationToken.None))
            {
                if (count++ == 0)
                    Assert.True(bothListen.SignalAndWait(TimeSpan.FromSeconds(60)));
                else
                    lock (gate)
                        turns.Add(who);
            }

            return count;
        });
    }

    [Fact]
    public async Task Phrases_that_were_heard_to_their_ends_come_out_of_the_cache_in_one_each_with_the_same_samples()
    {
        var made = await Hear($"Nine {Long}.");
        var remembered = await Hear($"Nine {Long}.");

        Assert.InRange(made.Count, 4, 20);
        Assert.All(remembered, stretch => Assert.True(stretch is { IsFirst: true, IsLast: true }));
        Assert.Equal(Samples(made), Samples(remembered));
        Assert.Equal(Phones(made), Phones(remembered));

        static IEnumerable<float> Samples(List<PhraseStretch> stretches) => stretches.SelectMany(stretch => stretch.Sound.Samples);
        static IEnumerable<SpokenPhone> Phones(List<PhraseStretch> stretches) =>
            stretches.Where(stretch => stretch.IsFirst).SelectMany(stretch => stretch.Phrase.Phones);
    }

    [Fact]
    public async Task A_phrase_whose_listener_went_is_not_remembered_and_leaves_its_place_free()
    {
        await foreach (var stretch in (await Prepare($"Twelve {Long}.")).Speak(default))
        {
            Assert.True(stretch is { IsFirst: true, IsLast: false });
            break;
        }

        var whole = await Hear($"Twelve {Long}.");

        Assert.True(whole[0] is { IsFirst: true, IsLast: false }); // out of the cache it would come in one
        Assert.True(whole[^1].IsLast);
    }

    private async Task<List<PhraseStretch>> Hear(string text) =>
        await (await Prepare(text)).Speak(default).ToListAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    private async Task<PreparedSpeech> Prepare(string text)
    {
        var account = (await _server.Services.GetRequiredService<AccountTable>().FindByIdOrName("default", default))!.Id;
        return await _server.Services.GetRequiredService<SpeechPreparation>()
            .Prepare(new SpeechRequest(account, "data", text) { VoiceUuid = _voice }, alsoRefused: null, default);
    }
}
